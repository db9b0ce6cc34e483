package io.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The certificate keeps its promise at every accuracy: all outcomes are enumerated. */
class ExactCoverageTest {
  private static final double ROUNDING = 1e-10;

  @ParameterizedTest
  @CsvSource({
    "1, .05",
    "2, .05",
    "5, .01",
    "10, .05",
    "20, .05",
    "20, .001",
    "50, .05",
    "100, .005",
    "200, .05",
  })
  void oneSidedLimitsCoverAtEveryAccuracy(long n, double alpha) {
    double[] lower =
        LongStream.rangeClosed(0, n).mapToDouble(x -> Binomial.lowerBound(x, n, alpha)).toArray();
    double[] upper =
        LongStream.rangeClosed(0, n).mapToDouble(x -> Binomial.upperBound(x, n, alpha)).toArray();
    assertThat(lower).isSorted();
    assertThat(upper).isSorted();
    // Coverage is least just below a lower limit and just above an upper one.
    DoubleStream grid = LongStream.range(1, 1000).mapToDouble(i -> i / 1000.0);
    DoubleStream below = DoubleStream.of(lower).map(p -> p - ROUNDING);
    DoubleStream above = DoubleStream.of(upper).map(p -> p + ROUNDING);
    DoubleStream.concat(grid, DoubleStream.concat(below, above))
        .filter(p -> p > 0 && p < 1)
        .forEach(
            p -> {
              assertThat(probability(n, p, x -> lower[x] <= p))
                  .isGreaterThanOrEqualTo(1 - alpha - 1e-8);
              assertThat(probability(n, p, x -> upper[x] >= p))
                  .isGreaterThanOrEqualTo(1 - alpha - 1e-8);
            });
  }

  private static double probability(long n, double p, IntPredicate covered) {
    double sum = 0;
    for (int x = 0; x <= n; x++) {
      sum += covered.test(x) ? BinomialTail.exactly(x, n, p) : 0;
    }
    return sum;
  }
}
