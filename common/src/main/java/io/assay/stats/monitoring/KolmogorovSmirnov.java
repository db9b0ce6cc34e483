package io.assay.stats.monitoring;

import io.assay.stats.Multiplicity;
import io.assay.stats.Quantiles;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Whether two samples of a score come from one distribution. Everything is {@code NaN} when a
 * sample is empty.
 *
 * @param d largest distance of the two distribution functions
 * @param p exact two-sided p-value; asymptotic beyond 400 million pairs
 * @param n size of the first sample
 * @param m size of the second sample
 */
public record KolmogorovSmirnov(double d, double p, int n, int m) {
  private static final double PAIRS_FOR_EXACT = 4e8;

  /** Compares two samples. */
  public static KolmogorovSmirnov of(double[] x, double[] y) {
    int n = x.length;
    int m = y.length;
    if (n == 0 || m == 0) {
      return new KolmogorovSmirnov(Double.NaN, Double.NaN, n, m);
    }
    if (n == 1 || m == 1) {
      return n == 1 ? single(x[0], y, n, m) : single(y[0], x, n, m);
    }
    PValueMethod method =
        (double) n * m <= PAIRS_FOR_EXACT ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC;
    KolmogorovSmirnovTest.TwoResult result =
        KolmogorovSmirnovTest.withDefaults().with(method).test(x, y);
    return new KolmogorovSmirnov(result.getStatistic(), result.getPValue(), n, m);
  }

  /** One value against many, which the library refuses: its rank is uniform. */
  private static KolmogorovSmirnov single(double value, double[] others, int n, int m) {
    double size = others.length;
    double below = Arrays.stream(others).filter(o -> o < value).count() / size;
    double above = Arrays.stream(others).filter(o -> o > value).count() / size;
    double d = Math.max(below, above);
    long extreme =
        IntStream.rangeClosed(0, others.length)
            .filter(r -> Math.max(r, size - r) / size >= d - Multiplicity.SLACK)
            .count();
    return new KolmogorovSmirnov(d, extreme / (size + 1), n, m);
  }

  /** The distance that large samples from one distribution reach with probability alpha. */
  public double criticalDistance(double alpha) {
    double k = Math.sqrt(-Math.log(Quantiles.checkedAlpha(alpha) / 2) / 2);
    return k * Math.sqrt(((double) n + m) / ((double) n * m));
  }
}
