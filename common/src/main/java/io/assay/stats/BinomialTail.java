package io.assay.stats;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The binomial distribution for {@code long} counts, by the incomplete beta function: the library's
 * distribution takes {@code int}.
 */
public final class BinomialTail {
  private BinomialTail() {}

  /** P(Bin(n, p) ≤ k). */
  public static double atMost(long k, long n, double p) {
    if (k < 0) {
      return 0;
    }
    return k >= n ? 1 : RegularizedBeta.complement(p, k + 1.0, (double) (n - k));
  }

  /** P(Bin(n, p) ≥ k). */
  public static double atLeast(long k, long n, double p) {
    if (k <= 0) {
      return 1;
    }
    return k > n ? 0 : RegularizedBeta.value(p, (double) k, n - k + 1.0);
  }

  /** P(Bin(n, p) = k). */
  public static double exactly(long k, long n, double p) {
    if (k < 0 || k > n) {
      return 0;
    }
    if (p == 0 || p == 1) {
      return k == (p == 0 ? 0 : n) ? 1 : 0;
    }
    return RegularizedBeta.derivative(p, k + 1.0, n - k + 1.0) / (n + 1.0);
  }
}
