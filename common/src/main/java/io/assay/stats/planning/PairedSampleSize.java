package io.assay.stats.planning;

import io.assay.stats.BinomialTail;
import io.assay.stats.Multiplicity;
import io.assay.stats.Quantiles;
import java.util.OptionalLong;

/**
 * Posts that McNemar's test needs (Connor 1987), with the power that the exact and the mid-p test
 * then have.
 *
 * @param connor the formula's value before rounding up, infinite when A and B are equally good
 * @param n posts, empty when there is no difference to find
 * @param exactPower power of the exact test at n, {@code NaN} without n
 * @param midPower power of the mid-p test at n, {@code NaN} without n
 */
public record PairedSampleSize(double connor, OptionalLong n, double exactPower, double midPower) {
  private static final double SPREAD = 9;

  /**
   * The size for the expected shares of discordant pairs.
   *
   * @param aOnly share of posts that only A has right
   * @param bOnly share of posts that only B has right
   * @param alpha two-sided error probability
   * @param power wanted probability of rejecting
   */
  public static PairedSampleSize mcnemar(double aOnly, double bOnly, double alpha, double power) {
    double psi = aOnly + bOnly;
    double delta = Math.abs(aOnly - bOnly);
    if (!(aOnly >= 0 && bOnly >= 0 && psi <= 1)) {
      throw new IllegalArgumentException("shares " + aOnly + " and " + bOnly + " of the pairs");
    }
    if (delta == 0) {
      return new PairedSampleSize(
          Double.POSITIVE_INFINITY, OptionalLong.empty(), Double.NaN, Double.NaN);
    }
    double zAlpha = Quantiles.z(alpha);
    double zBeta = Quantiles.oneSidedZ(1 - Quantiles.checkedProbability("power", power));
    double root = zAlpha * Math.sqrt(psi) + zBeta * Math.sqrt(psi - delta * delta);
    double connor = root * root / (delta * delta);
    long n = (long) Math.ceil(connor);
    return new PairedSampleSize(
        connor,
        OptionalLong.of(n),
        power(n, psi, aOnly / psi, alpha, false),
        power(n, psi, aOnly / psi, alpha, true));
  }

  /**
   * The smallest difference that n posts can show, (z_{α/2} + z_β)√(ψ/n).
   *
   * @param discordant expected share of discordant pairs (ψ)
   */
  public static double minimumDetectableEffect(
      long n, double discordant, double alpha, double power) {
    double zBeta = Quantiles.oneSidedZ(1 - Quantiles.checkedProbability("power", power));
    return (Quantiles.z(alpha) + zBeta) * Math.sqrt(discordant / n);
  }

  /** Sums over the discordant pairs d ~ Bin(n, ψ), split Bin(d, share). */
  private static double power(long n, double psi, double share, double alpha, boolean mid) {
    double reach = SPREAD * Math.sqrt(n * psi * (1 - psi)) + 20;
    long from = (long) Math.max(0, n * psi - reach);
    long to = (long) Math.min((double) n, n * psi + reach);
    double power = 0;
    for (long d = from; d <= to; d++) {
      long most = rejectedUpTo(d, alpha, mid);
      if (most >= 0) {
        double rejected =
            BinomialTail.atMost(most, d, share) + BinomialTail.atLeast(d - most, d, share);
        power += BinomialTail.exactly(d, n, psi) * rejected;
      }
    }
    return Math.min(1, power);
  }

  /** The largest smaller count at which the test rejects, −1 if it never does. */
  private static long rejectedUpTo(long d, double alpha, boolean mid) {
    long low = -1;
    long high = (d - 1) / 2;
    while (low < high) {
      long middle = Math.floorDiv(low + high + 1, 2);
      double p = 2 * BinomialTail.atMost(middle, d, 0.5);
      if (p - (mid ? BinomialTail.exactly(middle, d, 0.5) : 0) <= alpha + Multiplicity.SLACK) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
