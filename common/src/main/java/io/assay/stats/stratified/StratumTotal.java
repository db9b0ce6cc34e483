package io.assay.stats.stratified;

import io.assay.stats.Means;

/** The estimated total of a value over one stratum, from the counts of each value in its sample. */
final class StratumTotal {
  private StratumTotal() {}

  /** N_h·ȳ_h. */
  static double of(long size, long[] counts, double[] values) {
    return size * mean(counts, values);
  }

  /**
   * N_h²(1−f_h)s²/n_h; 0 for a census, {@code NaN} for fewer than two posts.
   *
   * @param corrected whether to apply the finite population correction (1−f_h)
   */
  static double variance(long size, long[] counts, double[] values, boolean corrected) {
    double n = sum(counts);
    if (corrected && n == size) {
      return 0;
    }
    if (n < 2) {
      return Double.NaN;
    }
    double mean = mean(counts, values);
    double squares = Means.sum(counts.length, i -> counts[i] * Math.pow(values[i] - mean, 2));
    double fpc = corrected ? 1 - n / size : 1;
    return (double) size * size * fpc * squares / (n - 1) / n;
  }

  private static double mean(long[] counts, double[] values) {
    return Means.sum(counts.length, i -> counts[i] * values[i]) / sum(counts);
  }

  private static double sum(long[] counts) {
    double sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
