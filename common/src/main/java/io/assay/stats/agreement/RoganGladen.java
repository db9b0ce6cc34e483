package io.assay.stats.agreement;

import io.assay.stats.Estimate;
import io.assay.stats.Interval;
import io.assay.stats.Multiplicity;
import io.assay.stats.Quantiles;
import io.assay.stats.Warnings;

/**
 * Accuracy from a judge's raw rate and its known sensitivity and specificity (Rogan and Gladen
 * 1978; interval by Lee et al. 2025). Everything is {@code NaN} when sensitivity + specificity − 1
 * is at most 0.05, as the judge then says nothing.
 *
 * @param value the accuracy, cut to [0, 1]
 * @param unclipped the same before the cut
 * @param standardError delta-method standard error at the unclipped value
 * @param interval interval, cut to [0, 1]
 */
public record RoganGladen(double value, double unclipped, double standardError, Interval interval) {
  private static final double LEAST_YOUDEN = 0.05;
  private static final RoganGladen REFUSED =
      new RoganGladen(Double.NaN, Double.NaN, Double.NaN, Interval.UNDEFINED);

  /**
   * The judge's record.
   *
   * @param rate share of posts where the labeler says what the judge says
   * @param n posts judged
   * @param specificity P(judge disagrees | labeler wrong)
   * @param wrongGold gold posts behind the specificity
   * @param sensitivity P(judge agrees | labeler right)
   * @param rightGold gold posts behind the sensitivity
   */
  public record Judge(
      double rate,
      long n,
      double specificity,
      long wrongGold,
      double sensitivity,
      long rightGold) {}

  /** The corrected accuracy with its interval at level 1 − alpha. */
  public static RoganGladen of(Judge judge, double alpha) {
    Terms plain =
        new Terms(
            judge.rate,
            judge.n,
            judge.specificity,
            judge.wrongGold,
            judge.sensitivity,
            judge.rightGold);
    boolean informed = plain.youden() > LEAST_YOUDEN + Multiplicity.SLACK;
    if (!informed || Math.min(judge.n, Math.min(judge.wrongGold, judge.rightGold)) == 0) {
      return REFUSED;
    }
    double theta = plain.theta();
    return new RoganGladen(
        Math.min(1, Math.max(0, theta)), theta, plain.se(), lee(judge, Quantiles.z(alpha)));
  }

  private static Interval lee(Judge judge, double z) {
    double n = judge.n + z * z;
    double m0 = judge.wrongGold + 2.0;
    double m1 = judge.rightGold + 2.0;
    double q0 = (judge.wrongGold * judge.specificity + 1) / m0;
    double q1 = (judge.rightGold * judge.sensitivity + 1) / m1;
    Terms adjusted = new Terms((judge.n * judge.rate + z * z / 2) / n, n, q0, m0, q1, m1);
    double theta = adjusted.theta();
    double shift = 2 * z * z * (theta * q1 * (1 - q1) / m1 - (1 - theta) * q0 * (1 - q0) / m0);
    return adjusted.youden() > 0
        ? Interval.around(theta + shift, z * adjusted.se()).asProbability()
        : Interval.UNDEFINED;
  }

  private record Terms(double p, double n, double q0, double m0, double q1, double m1) {
    double youden() {
      return q0 + q1 - 1;
    }

    double theta() {
      return (p + q0 - 1) / youden();
    }

    double se() {
      double theta = theta();
      double variance =
          p * (1 - p) / n
              + (1 - theta) * (1 - theta) * q0 * (1 - q0) / m0
              + theta * theta * q1 * (1 - q1) / m1;
      return Math.sqrt(variance) / youden();
    }
  }

  /**
   * The value with its interval, at the floors of gold.
   *
   * @param gold gold posts behind sensitivity and specificity
   */
  public Estimate estimate(double alpha, long gold) {
    if (Double.isNaN(value)) {
      return Estimate.undefined(alpha, "rogan-gladen", gold, Warnings.USELESS_JUDGE);
    }
    Estimate estimate =
        Estimate.of(value, interval, alpha, "rogan-gladen", gold).atGoldFloors(gold);
    return value == unclipped ? estimate : estimate.withWarning(Warnings.CLIPPED);
  }
}
