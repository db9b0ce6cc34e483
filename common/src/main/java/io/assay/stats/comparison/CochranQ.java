package io.assay.stats.comparison;

import io.assay.stats.Means;
import io.assay.stats.Quantiles;
import java.util.Arrays;

/**
 * Whether k labelers are equally often right on the same posts (Cochran 1950): the test before
 * pairs are looked at.
 *
 * @param q the statistic, {@code NaN} when every post is right for all or wrong for all
 * @param degreesOfFreedom k − 1
 * @param p its p-value, 1 when q is undefined
 */
public record CochranQ(double q, int degreesOfFreedom, double p) {

  /**
   * The test from one row a post.
   *
   * @param correct posts × labelers, 1 if right and 0 if wrong
   */
  public static CochranQ of(int[][] correct) {
    long[] ones = new long[correct.length];
    Arrays.fill(ones, 1);
    return of(correct, ones);
  }

  /**
   * The test from a count table.
   *
   * @param patterns patterns × labelers, 1 if right and 0 if wrong
   * @param counts posts of each pattern
   */
  public static CochranQ of(int[][] patterns, long[] counts) {
    if (patterns.length != counts.length) {
      throw new IllegalArgumentException(
          patterns.length + " patterns but " + counts.length + " counts");
    }
    int k = patterns.length == 0 ? 0 : patterns[0].length;
    double[] byLabeler = new double[k];
    double mixed = 0;
    for (int i = 0; i < patterns.length; i++) {
      int right = right(patterns[i], k);
      mixed += (double) right * (k - right) * counts[i];
      for (int j = 0; j < k; j++) {
        byLabeler[j] += (double) patterns[i][j] * counts[i];
      }
    }
    if (mixed == 0) {
      return new CochranQ(Double.NaN, Math.max(0, k - 1), 1);
    }
    // k·ΣG² − (ΣG)² and k·ΣL − ΣL², in forms that do not cancel for large counts.
    double mean = Means.mean(k, j -> byLabeler[j]);
    double spread = k * Means.sum(k, j -> (byLabeler[j] - mean) * (byLabeler[j] - mean));
    double q = (k - 1) * spread / mixed;
    return new CochranQ(q, k - 1, Quantiles.chiSquareTail(q, k - 1.0));
  }

  private static int right(int[] pattern, int k) {
    if (pattern.length != k || Arrays.stream(pattern).anyMatch(v -> v != 0 && v != 1)) {
      throw new IllegalArgumentException(
          "pattern " + Arrays.toString(pattern) + " must hold 0 or 1 for " + k + " labelers");
    }
    return Arrays.stream(pattern).sum();
  }
}
