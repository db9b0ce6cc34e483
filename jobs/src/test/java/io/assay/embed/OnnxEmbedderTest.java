package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxEmbedderTest {
  private static final String EXAMPLE = "This is an example sentence";
  private static final List<String> TEXTS =
      List.of(
          EXAMPLE,
          "",
          "monday again \uD83D\uDE29 #MondayMood #coffee",
          "my cat fell off the sofa and pretended that nothing had happened",
          "日本語 のテキスト",
          "ugh",
          "omg the puppy learned to open the fridge, send help and also more cheese please!!! "
              + "@user https://example.org/a?b=c #puppy #cheese #sendhelp",
          EXAMPLE,
          "so sad that the show is over, I cried for an hour");
  private static Embedder float32;
  private static Embedder int8;

  @BeforeAll
  static void open() {
    float32 = Embedder.open(TestModels.float32(), TestModels.natives());
    int8 = Embedder.open(TestModels.int8(), TestModels.natives());
  }

  @AfterAll
  static void close() {
    float32.close();
    int8.close();
  }

  private static Embedder of(Precision precision) {
    return precision == Precision.INT8 ? int8 : float32;
  }

  @Test
  void float32GivesTheReferenceVector() {
    float[] vector = float32.embed(List.of(EXAMPLE))[0];

    float[] expected = {
      0.06765693f, 0.06349593f, 0.04871314f, 0.07930495f, 0.03744806f, 0.00265273f
    };
    assertThat(vector).hasSize(384);
    assertThat(Arrays.copyOf(vector, expected.length)).containsExactly(expected, within(1e-6f));
  }

  @Test
  void int8StaysNearFloat32() {
    float[][] small = int8.embed(TEXTS);
    float[][] full = float32.embed(TEXTS);

    for (int i = 0; i < small.length; i++) {
      assertThat(dot(small[i], full[i])).as(TEXTS.get(i)).isGreaterThan(0.95);
    }
  }

  @Test
  void halfPrecisionIsTheSameVectorRounded() {
    try (Embedder half =
        Embedder.open(TestModels.files("minilm-l6-v2-float16"), TestModels.natives())) {
      float[][] expected = float32.embed(TEXTS);
      float[][] rounded = half.embed(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        assertThat(rounded[i])
            .isNotEqualTo(expected[i])
            .isEqualTo(Storage.FLOAT16.apply(expected[i].clone()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void vectorsHaveLengthOne(Precision precision) {
    for (float[] vector : of(precision).embed(TEXTS)) {
      assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTextHasTheSameVectorWhateverStandsBesideIt(Precision precision) {
    float[][] together = of(precision).embed(TEXTS);
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
    Collections.shuffle(order, new Random(7));

    float[][] shuffled = of(precision).embed(order.stream().map(TEXTS::get).toList());

    for (int i = 0; i < together.length; i++) {
      assertThat(of(precision).embed(List.of(TEXTS.get(i)))[0]).containsExactly(together[i]);
      assertThat(shuffled[order.indexOf(i)]).containsExactly(together[i]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nullsKeepTheirPlaces(Precision precision) {
    float[][] vectors = of(precision).embed(Arrays.asList(null, EXAMPLE, null, ""));

    assertThat(vectors).hasNumberOfRows(4);
    assertThat(vectors[0]).isNull();
    assertThat(vectors[1]).containsExactly(of(precision).embed(List.of(EXAMPLE))[0]);
    assertThat(vectors[2]).isNull();
    assertThat(vectors[3]).hasSize(384);
    assertThat(of(precision).embed(List.of())).isEmpty();
  }

  @Test
  void aLongTextIsCutAtTheLimit() {
    String start = "word ".repeat(int8.spec().maxTokens() - 2);

    float[][] vectors = int8.embed(List.of(start, start + "never seen ".repeat(5_000)));

    assertThat(vectors[1]).containsExactly(vectors[0]);
    assertThat(int8.embed(List.of(start.substring(5)))[0]).isNotEqualTo(vectors[0]);
  }

  @Test
  void brokenTextsHaveVectorsToo() {
    List<String> broken = List.of("half \uD83D pair", "\uDE29", "nul \u0000 inside", "\uFFFF \t\n");

    for (float[] vector : int8.embed(broken)) {
      assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    float[][] expected = float32.embed(TEXTS);
    Callable<float[][]> call = () -> float32.embed(TEXTS);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<float[][]> result : threads.invokeAll(Collections.nCopies(12, call))) {
        assertThat(result.get()).isDeepEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
