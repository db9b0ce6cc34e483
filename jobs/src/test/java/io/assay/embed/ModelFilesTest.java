package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.AssayHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  /** A small jar stands in for a model: its files are unpacked, not run. */
  private static final EmbedderSpec SMALL = small("META-INF/MANIFEST.MF");

  @TempDir Path folder;

  private static EmbedderSpec small(String model) {
    return new EmbedderSpec(
        "small",
        "org.jspecify:jspecify:1.0.0",
        "1fad6e6be7557781e4d33729d49ae1cdc8fdda6fe477bb0cc68ce351eafdfbab",
        model,
        "META-INF/MANIFEST.MF",
        Pooling.MEAN,
        8,
        64,
        Precision.FLOAT32,
        List.of(),
        EmbedderKind.TRANSFORMER,
        Storage.FLOAT32);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void unpacksOnceAndDescribesItself() throws IOException {
    AssayHome home = new AssayHome(folder);

    ModelFiles files = ModelFiles.of(SMALL, home);

    assertThat(names(files.folder()))
        .containsExactly("embedder.json", "model.onnx", "tokenizer.json");
    assertThat(ModelFiles.in(files.folder())).isEqualTo(files);
    Files.delete(folder.resolve("artifacts/jspecify-1.0.0.jar"));
    assertThat(ModelFiles.of(SMALL, home)).isEqualTo(files);
    assertThat(names(folder.resolve("models"))).containsExactly(SMALL.id());
  }

  @Test
  void aJarWithoutTheModelLeavesNothing() throws IOException {
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> ModelFiles.of(small("none.onnx"), new AssayHome(folder)))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .withMessageContainingAll("jspecify-1.0.0.jar", "none.onnx");
    assertThat(names(folder.resolve("models"))).isEmpty();
  }
}
