package io.assay.stats.comparison;

import io.assay.stats.Binomial;
import io.assay.stats.Estimate;
import io.assay.stats.Interval;
import io.assay.stats.Quantiles;
import io.assay.stats.Warnings;
import java.util.List;

/**
 * Labeler A against labeler B on the same posts. Differences are A minus B.
 *
 * @param bothRight posts that both have right
 * @param aOnly posts that only A has right (b in the formulas)
 * @param bOnly posts that only B has right (c in the formulas)
 * @param bothWrong posts that both have wrong
 */
public record PairedComparison(long bothRight, long aOnly, long bOnly, long bothWrong) {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public PairedComparison {
    if (Math.min(Math.min(bothRight, aOnly), Math.min(bOnly, bothWrong)) < 0) {
      throw new IllegalArgumentException(
          "pair counts must be at least 0, are " + List.of(bothRight, aOnly, bOnly, bothWrong));
    }
  }

  /** The comparison with these counts. */
  public static PairedComparison of(long bothRight, long aOnly, long bOnly, long bothWrong) {
    return new PairedComparison(bothRight, aOnly, bOnly, bothWrong);
  }

  /** Posts compared. */
  public long n() {
    return bothRight + aOnly + bOnly + bothWrong;
  }

  /** The same with A and B in each other's place. */
  public PairedComparison swapped() {
    return new PairedComparison(bothRight, bOnly, aOnly, bothWrong);
  }

  /** Share right of A minus share right of B, {@code NaN} without posts. */
  public double difference() {
    return n() == 0 ? Double.NaN : ((double) aOnly - bOnly) / n();
  }

  /** McNemar's tests. */
  public McNemar mcnemar() {
    return McNemar.of(aOnly, bOnly);
  }

  /** The default interval, sound at any n (Bonett and Price 2012). */
  public Interval bonettPrice(double alpha) {
    double difference = ((double) aOnly - bOnly) / (n() + 2.0);
    return Interval.around(difference, Quantiles.z(alpha) * standardError()).asDifference();
  }

  /** The standard error behind {@link #bonettPrice}, above 0 also without discordant posts. */
  public double standardError() {
    double n = n() + 2.0;
    double difference = ((double) aOnly - bOnly) / n;
    double discordant = ((double) aOnly + bOnly + 2) / n;
    return Math.sqrt((discordant - difference * difference) / n);
  }

  /** The score interval (Tango 1998). */
  public Interval tango(double alpha) {
    return Tango.of(n(), aOnly, bOnly, Quantiles.z(alpha)).asDifference();
  }

  /** Wald's interval; collapses to a point without discordant pairs, so never reported alone. */
  public Interval wald(double alpha) {
    double d = difference();
    double variance = (((double) aOnly + bOnly) / n() - d * d) / n();
    double half = Quantiles.z(alpha) * Math.sqrt(Math.max(0, variance));
    return Interval.around(d, half).asDifference();
  }

  /** The square-and-add interval with correlated margins (Newcombe 1998, method 10). */
  public Interval newcombe10(double alpha) {
    if (n() == 0) {
      return new Interval(-1, 1);
    }
    long rightA = bothRight + aOnly;
    long rightB = bothRight + bOnly;
    Interval a = Binomial.wilson(rightA, n(), alpha);
    Interval b = Binomial.wilson(rightB, n(), alpha);
    double pA = (double) rightA / n();
    double pB = (double) rightB / n();
    double phi = phi();
    double d = difference();
    double lower = d - correlatedNorm(pA - a.lower(), b.upper() - pB, phi);
    double upper = d + correlatedNorm(pB - b.lower(), a.upper() - pA, phi);
    return new Interval(lower, upper).asDifference();
  }

  private static double correlatedNorm(double u, double v, double phi) {
    return Math.sqrt(Math.max(0, u * u - 2 * phi * u * v + v * v));
  }

  /** The corrected correlation of the two margins: 0 where a margin is empty. */
  private double phi() {
    double ad = (double) bothRight * bothWrong;
    double bc = (double) aOnly * bOnly;
    double margins =
        ((double) bothRight + aOnly)
            * ((double) bOnly + bothWrong)
            * ((double) bothRight + bOnly)
            * ((double) aOnly + bothWrong);
    if (margins == 0) {
      return 0;
    }
    double excess = ad > bc ? Math.max(ad - bc - n() / 2.0, 0) : ad - bc;
    return excess / Math.sqrt(margins);
  }

  /** The difference with its Bonett–Price interval, at the floors of gold. */
  public Estimate estimate(double alpha) {
    return n() == 0
        ? Estimate.undefined(alpha, "bonett-price", 0, Warnings.NO_DATA)
        : Estimate.of(difference(), bonettPrice(alpha), alpha, "bonett-price", n())
            .atGoldFloors(n());
  }
}
