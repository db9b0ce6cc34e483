package io.assay.stats.calibration;

import io.assay.stats.Means;

/** Scores of predicted class probabilities. */
public final class MulticlassCalibration {
  private static final double LEAST_PROBABILITY = 1e-15;

  private MulticlassCalibration() {}

  /**
   * Mean over posts of the squared distance to the true class, 0 to 2.
   *
   * @param probability posts × classes
   * @param trueClass class of each post, by position
   */
  public static double brier(double[][] probability, int[] trueClass) {
    check(probability, trueClass);
    return Means.mean(
        probability.length,
        i ->
            Means.sum(
                probability[i].length,
                k -> Math.pow(probability[i][k] - (k == trueClass[i] ? 1 : 0), 2)));
  }

  /**
   * Mean negative log-likelihood, probabilities clipped to [1e-15, 1 − 1e-15].
   *
   * @param probability posts × classes
   * @param trueClass class of each post, by position
   */
  public static double logLoss(double[][] probability, int[] trueClass) {
    check(probability, trueClass);
    return Means.mean(
        probability.length,
        i -> {
          double p = probability[i][trueClass[i]];
          return -Math.log(Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, p)));
        });
  }

  static void check(double[][] rows, int[] trueClass) {
    if (rows.length != trueClass.length) {
      throw new IllegalArgumentException(
          rows.length + " rows but " + trueClass.length + " true classes");
    }
    for (int i = 0; i < rows.length; i++) {
      if (trueClass[i] < 0 || trueClass[i] >= rows[i].length) {
        throw new IllegalArgumentException(
            "true class " + trueClass[i] + " of row " + i + " with " + rows[i].length + " classes");
      }
    }
  }
}
