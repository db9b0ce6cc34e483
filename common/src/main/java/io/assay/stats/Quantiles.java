package io.assay.stats;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles of the distributions behind the intervals. */
public final class Quantiles {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int NEWTON_STEPS = 100;

  private Quantiles() {}

  /** Φ⁻¹(1 − α/2), the normal quantile of a two-sided interval. */
  public static double z(double alpha) {
    return oneSidedZ(checkedAlpha(alpha) / 2);
  }

  /** Φ⁻¹(1 − q). */
  public static double oneSidedZ(double q) {
    return NORMAL.inverseSurvivalProbability(q);
  }

  /** P(N(0, 1) ≥ x). */
  public static double normalTail(double x) {
    return NORMAL.survivalProbability(x);
  }

  /** Student's t quantile at 1 − α/2; {@code NaN} without degrees of freedom. */
  public static double t(double alpha, double df) {
    return df > 0
        ? TDistribution.of(df).inverseSurvivalProbability(checkedAlpha(alpha) / 2)
        : Double.NaN;
  }

  /** P(χ²_df ≥ x). */
  public static double chiSquareTail(double x, double df) {
    return Double.isNaN(x) ? Double.NaN : ChiSquaredDistribution.of(df).survivalProbability(x);
  }

  /** The 95 % quantile of χ²_df; {@code NaN} without degrees of freedom. */
  public static double chiSquare95(double df) {
    return df > 0 ? ChiSquaredDistribution.of(df).inverseSurvivalProbability(0.05) : Double.NaN;
  }

  /**
   * The q quantile of Beta(a, b), to full relative precision: the library's own solver stops at
   * 1e-9, which is wider than an interval on a billion posts.
   */
  static double beta(double q, double a, double b) {
    double low = 0;
    double high = 1;
    double x = BetaDistribution.of(a, b).inverseCumulativeProbability(q);
    for (int i = 0; i < NEWTON_STEPS; i++) {
      double excess = RegularizedBeta.value(x, a, b) - q;
      if (excess > 0) {
        high = x;
      } else {
        low = x;
      }
      double next = x - excess / RegularizedBeta.derivative(x, a, b);
      if (!(next > low && next < high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - x) <= Math.ulp(x)) {
        return next;
      }
      x = next;
    }
    return x;
  }

  /** Returns alpha, a probability strictly between 0 and 1. */
  public static double checkedAlpha(double alpha) {
    return checkedProbability("alpha", alpha);
  }

  /** Returns the value, a probability strictly between 0 and 1. */
  public static double checkedProbability(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " is " + value + ", must lie between 0 and 1");
    }
    return value;
  }
}
