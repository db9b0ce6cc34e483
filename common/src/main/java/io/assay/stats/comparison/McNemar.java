package io.assay.stats.comparison;

import io.assay.stats.BinomialTail;
import io.assay.stats.Quantiles;

/**
 * McNemar's tests on the discordant pairs, two-sided (Fagerland, Lydersen and Laake 2013).
 *
 * @param exact exact conditional p-value
 * @param mid mid-p value, the one to report
 * @param chiSquare (b−c)²/(b+c), {@code NaN} without discordant pairs
 * @param chiSquareP its p-value at one degree of freedom
 * @param correctedChiSquare (|b−c|−1)²/(b+c), {@code NaN} without discordant pairs
 * @param correctedChiSquareP its p-value at one degree of freedom
 */
public record McNemar(
    double exact,
    double mid,
    double chiSquare,
    double chiSquareP,
    double correctedChiSquare,
    double correctedChiSquareP) {

  /**
   * Tests whether b and c come from one even split.
   *
   * @param b pairs that only A has right, at least 0
   * @param c pairs that only B has right, at least 0
   */
  public static McNemar of(long b, long c) {
    if (b < 0 || c < 0) {
      throw new IllegalArgumentException("discordant counts " + b + " and " + c + " below 0");
    }
    long n = b + c;
    if (n == 0) {
      return new McNemar(1, 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    long least = Math.min(b, c);
    double twoTails = 2 * BinomialTail.atMost(least, n, 0.5);
    double mid = b == c ? 1 : twoTails - BinomialTail.exactly(least, n, 0.5);
    double gap = Math.abs((double) b - c);
    double plain = gap * gap / n;
    double corrected = (gap - 1) * (gap - 1) / n;
    return new McNemar(
        Math.min(1, twoTails),
        Math.min(1, mid),
        plain,
        Quantiles.chiSquareTail(plain, 1),
        corrected,
        Quantiles.chiSquareTail(corrected, 1));
  }
}
