package io.assay.stats.calibration;

import io.assay.stats.Means;
import java.util.Arrays;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * One divisor for all logits, fitted to the mean negative log-likelihood (Guo et al. 2017); it
 * never changes which class is largest.
 *
 * @param temperature between 0.05 and 20; 1 when the logits say nothing
 * @param lossBefore mean negative log-likelihood at temperature 1
 * @param lossAfter the same at the fitted temperature
 */
public record TemperatureScaling(double temperature, double lossBefore, double lossAfter) {
  private static final double LEAST = 0.05;
  private static final double MOST = 20;

  /**
   * Fits the temperature. The loss is convex in 1/T, so the root of its slope is sought.
   *
   * @param logits posts × classes
   * @param trueClass class of each post, by position
   */
  public static TemperatureScaling fit(double[][] logits, int[] trueClass) {
    MulticlassCalibration.check(logits, trueClass);
    if (logits.length == 0) {
      return new TemperatureScaling(Double.NaN, Double.NaN, Double.NaN);
    }
    double temperature = temperature(logits, trueClass);
    return new TemperatureScaling(
        temperature, loss(logits, trueClass, 1), loss(logits, trueClass, 1 / temperature));
  }

  private static double temperature(double[][] logits, int[] trueClass) {
    double atHottest = slope(logits, trueClass, 1 / MOST);
    double atColdest = slope(logits, trueClass, 1 / LEAST);
    if (atHottest == 0 && atColdest == 0 && slope(logits, trueClass, 1) == 0 && isFlat(logits)) {
      return 1;
    }
    if (atColdest <= 0) {
      return LEAST;
    }
    return atHottest >= 0
        ? MOST
        : 1
            / new BrentSolver(1e-15, 1e-15, 0)
                .findRoot(b -> slope(logits, trueClass, b), 1 / MOST, 1 / LEAST);
  }

  private static boolean isFlat(double[][] logits) {
    return Arrays.stream(logits).allMatch(row -> Arrays.stream(row).distinct().count() <= 1);
  }

  /** Class probabilities of one post at the fitted temperature. */
  public double[] probabilities(double[] logits) {
    return softmax(logits, 1 / temperature);
  }

  private static double loss(double[][] logits, int[] trueClass, double inverse) {
    return Means.mean(
        logits.length,
        i -> {
          double most = Arrays.stream(logits[i]).max().orElse(0);
          double sum = Arrays.stream(logits[i]).map(z -> Math.exp((z - most) * inverse)).sum();
          return Math.log(sum) - (logits[i][trueClass[i]] - most) * inverse;
        });
  }

  /** Derivative of the loss by 1/T: mean of the expected logit minus that of the true class. */
  private static double slope(double[][] logits, int[] trueClass, double inverse) {
    return Means.mean(
        logits.length,
        i -> {
          double[] p = softmax(logits[i], inverse);
          double truth = logits[i][trueClass[i]];
          return Means.sum(p.length, k -> p[k] == 0 ? 0 : p[k] * (logits[i][k] - truth));
        });
  }

  private static double[] softmax(double[] logits, double inverse) {
    double most = Double.NEGATIVE_INFINITY;
    for (double z : logits) {
      most = Math.max(most, z);
    }
    double[] p = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp((logits[k] - most) * inverse);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }
}
