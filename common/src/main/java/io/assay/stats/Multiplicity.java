package io.assay.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusted p-values and rejections over a family of tests. The output has the order of the input;
 * {@code NaN} stays {@code NaN} and does not count for the family.
 */
public final class Multiplicity {
  /** By how much two statistics may differ and still be equal. */
  public static final double SLACK = 1e-12;

  private Multiplicity() {}

  /** Times the size of the family, at most 1. */
  public static double[] bonferroni(double[] p) {
    return adjusted(p, false, (rank, m) -> m);
  }

  /** Step-down, for any dependence (Holm 1979). */
  public static double[] holm(double[] p) {
    return adjusted(p, false, (rank, m) -> m - rank + 1.0);
  }

  /** Step-up, for independent or positively dependent tests (Hochberg 1988). */
  public static double[] hochberg(double[] p) {
    return adjusted(p, true, (rank, m) -> m - rank + 1.0);
  }

  /** False discovery rate (Benjamini and Hochberg 1995). */
  public static double[] bh(double[] p) {
    return adjusted(p, true, (rank, m) -> (double) m / rank);
  }

  /** False discovery rate under any dependence (Benjamini and Yekutieli 2001). */
  public static double[] by(double[] p) {
    return adjusted(p, true, (rank, m) -> harmonic(m) * m / rank);
  }

  /** Which hypotheses Holm's procedure rejects at family-wise level alpha. */
  public static boolean[] holmRejected(double[] p, double alpha) {
    int[] order = ascending(p);
    int m = order.length;
    boolean[] rejected = new boolean[p.length];
    for (int i = 0; i < m && (m - i) * p[order[i]] <= alpha + SLACK; i++) {
      rejected[order[i]] = true;
    }
    return rejected;
  }

  /** Which hypotheses the Benjamini–Hochberg procedure rejects at false discovery rate alpha. */
  public static boolean[] bhRejected(double[] p, double alpha) {
    int[] order = ascending(p);
    int m = order.length;
    int last = m;
    while (last > 0 && m * p[order[last - 1]] > last * alpha + SLACK) {
      last--;
    }
    boolean[] rejected = new boolean[p.length];
    for (int i = 0; i < last; i++) {
      rejected[order[i]] = true;
    }
    return rejected;
  }

  private interface Factor {
    double at(int rank, int m);
  }

  private static double[] adjusted(double[] p, boolean stepUp, Factor factor) {
    int[] order = ascending(p);
    int m = order.length;
    double[] result = new double[p.length];
    Arrays.fill(result, Double.NaN);
    double bound = stepUp ? 1 : 0;
    for (int step = 0; step < m; step++) {
      int rank = stepUp ? m - step : step + 1;
      int at = order[rank - 1];
      double scaled = Math.min(1, factor.at(rank, m) * p[at]);
      bound = stepUp ? Math.min(bound, scaled) : Math.max(bound, scaled);
      result[at] = bound;
    }
    return result;
  }

  private static int[] ascending(double[] p) {
    for (double value : p) {
      if (value < 0 || value > 1) {
        throw new IllegalArgumentException("p-value " + value + " is not between 0 and 1");
      }
    }
    return IntStream.range(0, p.length)
        .filter(i -> !Double.isNaN(p[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double harmonic(int m) {
    double sum = 0;
    for (int i = m; i >= 1; i--) {
      sum += 1.0 / i;
    }
    return sum;
  }
}
