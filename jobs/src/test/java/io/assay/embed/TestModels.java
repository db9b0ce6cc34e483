package io.assay.embed;

import io.assay.io.AssayHome;
import java.nio.file.Path;

/** The shipped models, fetched once into the build folder. */
public final class TestModels {
  private static final Path CONF = Path.of(System.getProperty("assay.project"), "conf");
  private static final AssayHome HOME = new AssayHome(Path.of(System.getProperty("assay.home")));

  private TestModels() {}

  /** The folder that all tests fetch models to. */
  public static AssayHome home() {
    return HOME;
  }

  static Path conf() {
    return CONF;
  }

  public static ModelFiles int8() {
    return files("minilm-l6-v2-int8");
  }

  public static ModelFiles float32() {
    return files("minilm-l6-v2");
  }

  static Path natives() {
    return HOME.natives();
  }

  static ModelFiles files(String name) {
    return ModelFiles.of(EmbedderSpec.load(CONF, name), HOME);
  }
}
