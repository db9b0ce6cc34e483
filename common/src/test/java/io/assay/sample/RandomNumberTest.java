package io.assay.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomNumberTest {
  /** By an independent SHA-256: a change would draw other samples and other splits. */
  @ParameterizedTest
  @CsvSource({
    "sample:7, p1, .23117623449135455",
    "sample:7, p2, .5059809731946125",
    "split:, author-é, .24622267874644982",
  })
  void valuesNeverChange(String salt, String id, double expected) {
    assertThat(RandomNumber.of(salt, id)).isEqualTo(expected);
  }

  @Test
  void saltAndIdAreKeptApart() {
    assertThat(RandomNumber.of("a", "bc")).isNotEqualTo(RandomNumber.of("ab", "c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample:1", "sample:2", "split:", "split:x"})
  void numbersAreUniform(String salt) {
    int n = 20_000;
    double[] u =
        IntStream.range(0, n).mapToDouble(i -> RandomNumber.of(salt, "" + i)).sorted().toArray();
    double distance = 0;
    for (int i = 0; i < n; i++) {
      distance = Math.max(distance, Math.max((i + 1.0) / n - u[i], u[i] - (double) i / n));
    }
    assertThat(u[0]).isGreaterThan(0);
    assertThat(u[n - 1]).isLessThan(1);
    // Kolmogorov-Smirnov at 1 %.
    assertThat(distance).isLessThan(1.628 / Math.sqrt(n));
  }

  @Test
  void saltsAreIndependent() {
    int n = 20_000;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum +=
          (RandomNumber.of("sample:1", "" + i) - 0.5) * (RandomNumber.of("split:", "" + i) - 0.5);
    }
    // The correlation has a standard error of 1/√n.
    assertThat(Math.abs(12 * sum / n)).isLessThan(4 / Math.sqrt(n));
  }

  @Test
  void everyPostIsDrawnEquallyOften() {
    int posts = 10;
    int drawn = 3;
    int seeds = 10_000;
    int[] times = new int[posts];
    for (int seed = 0; seed < seeds; seed++) {
      smallest("sample:" + seed, posts, drawn).forEach(i -> times[i]++);
    }
    double share = (double) drawn / posts;
    double four = 4 * Math.sqrt(share * (1 - share) / seeds);
    for (int i = 0; i < posts; i++) {
      assertThat(times[i] / (double) seeds).isBetween(share - four, share + four);
    }
  }

  @Test
  void aLargerSampleKeepsEveryPost() {
    for (int k = 1; k < 40; k++) {
      assertThat(smallest("sample:7", 40, k + 1)).containsAll(smallest("sample:7", 40, k));
    }
  }

  private static List<Integer> smallest(String salt, int posts, int n) {
    return IntStream.range(0, posts)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> RandomNumber.of(salt, "post-" + i)))
        .limit(n)
        .toList();
  }
}
