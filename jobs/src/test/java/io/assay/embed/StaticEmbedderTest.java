package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On vectors distilled from MiniLM. */
class StaticEmbedderTest {
  private static ModelFiles files;
  private static StaticEmbedder embedder;

  @BeforeAll
  static void distil() {
    files = TestModels.files("minilm-l6-static");
    embedder = StaticEmbedder.open(files);
  }

  private static double cosine(String a, String b) {
    float[] x = embedder.embed(a);
    float[] y = embedder.embed(b);
    double sum = 0;
    for (int d = 0; d < x.length; d++) {
      sum += x[d] * y[d];
    }
    return sum;
  }

  @Test
  void likeTextsAreNearerThanOthers() {
    assertThat(cosine("the puppy plays with a ball", "a dog is chasing a toy"))
        .isGreaterThan(cosine("the puppy plays with a ball", "interest rates rose again") + 0.2);
  }

  /** What the transformer said of a token alone, the mean taken off: here only its direction. */
  @Test
  void aTextOfOneTokenPointsWhereTheTransformerPointsLessTheMean() throws IOException {
    try (Embedder transformer =
        Embedder.open(TestModels.files("minilm-l6-v2"), TestModels.natives())) {
      List<String> words = List.of("happy", "angry", "train");
      float[][] whole = Objects.requireNonNull(transformer.embed(words));
      for (int i = 0; i < words.size(); i++) {
        float[] ours = embedder.embed(words.get(i));
        double dot = 0;
        for (int d = 0; d < ours.length; d++) {
          dot += ours[d] * whole[i][d];
        }
        assertThat(dot).as(words.get(i)).isGreaterThan(0.8);
      }
    }
  }

  @Test
  void vectorsHaveLengthOne() {
    float[] vector = embedder.embed("so tired #MondayMood");
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    assertThat(squares).isCloseTo(1, within(1e-5));
    assertThat(vector).isEqualTo(embedder.embed("so tired Monday Mood"));
  }

  @Test
  void aTextOfNothingKnownHasZeros() {
    for (String text : List.of("", " ", "\uE000")) {
      assertThat(embedder.embed(text)).hasSize(384).containsOnly(0);
    }
    assertThat(embedder.embed(Arrays.asList("a", null))[1]).isNull();
  }

  @Test
  void theFolderHoldsWhatATaskNeedsAndNoTransformer() throws IOException {
    try (var names = Files.list(files.folder())) {
      assertThat(names.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "embedder.json", "tokenizer.json", "tokens.f32", "distilled.json");
    }
    assertThat(files.content()).containsOnlyKeys("embedder.json", "tokenizer.json", "tokens.f32");
  }
}
