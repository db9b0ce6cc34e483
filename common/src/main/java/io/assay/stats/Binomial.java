package io.assay.stats;

/**
 * Confidence limits of a proportion from a simple random sample. x successes of n; n = 0 gives [0,
 * 1] (and an undefined estimate), x = 0 and x = n give limits of exactly 0 and 1.
 */
public final class Binomial {
  private Binomial() {}

  /** The two-sided score interval (Wilson 1927; Newcombe 1998). */
  public static Interval wilson(long x, long n, double alpha) {
    checkCounts(x, n);
    return wilsonReal((double) x, (double) n, alpha);
  }

  /**
   * The score interval for real-valued counts, as effective sample sizes are.
   *
   * @param x successes, 0 to n
   * @param n sample size, at least 0
   */
  public static Interval wilsonReal(double x, double n, double alpha) {
    double z = Quantiles.z(alpha);
    if (n == 0) {
      return new Interval(0, 1);
    }
    double p = x / n;
    double d = 1 + z * z / n;
    double centre = (p + z * z / (2 * n)) / d;
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / d;
    double lower = x <= 0 ? 0 : Math.max(0, centre - half);
    double upper = x >= n ? 1 : Math.min(1, centre + half);
    return Double.isNaN(half) ? Interval.UNDEFINED : new Interval(lower, upper);
  }

  /** The two-sided exact interval (Clopper and Pearson 1934). */
  public static Interval clopperPearson(long x, long n, double alpha) {
    checkCounts(x, n);
    return clopperPearsonReal((double) x, (double) n, alpha);
  }

  /**
   * The exact interval for real-valued counts, by the same beta quantiles (Korn and Graubard 1998).
   */
  public static Interval clopperPearsonReal(double x, double n, double alpha) {
    double tail = Quantiles.checkedAlpha(alpha) / 2;
    return Double.isNaN(x) || Double.isNaN(n)
        ? Interval.UNDEFINED
        : new Interval(lowerReal(x, n, tail), 1 - lowerReal(n - x, n, tail));
  }

  /**
   * The one-sided exact lower limit at level 1 − alpha: the certificate of "at least".
   *
   * @param alpha one-sided error probability
   */
  public static double lowerBound(long x, long n, double alpha) {
    checkCounts(x, n);
    return lowerReal((double) x, (double) n, Quantiles.checkedAlpha(alpha));
  }

  /**
   * The one-sided exact upper limit at level 1 − alpha.
   *
   * @param alpha one-sided error probability
   */
  public static double upperBound(long x, long n, double alpha) {
    checkCounts(x, n);
    return 1 - lowerReal((double) (n - x), (double) n, Quantiles.checkedAlpha(alpha));
  }

  private static double lowerReal(double x, double n, double tail) {
    if (x <= 0 || n <= 0) {
      return 0;
    }
    return x >= n ? Math.pow(tail, 1 / n) : Quantiles.beta(tail, x, n - x + 1);
  }

  /** The proportion x/n, {@code NaN} when n is 0. */
  public static double proportion(long x, long n) {
    checkCounts(x, n);
    return n == 0 ? Double.NaN : (double) x / n;
  }

  /** The proportion with its Wilson interval, at the floors of gold. */
  public static Estimate wilsonEstimate(long x, long n, double alpha) {
    return n == 0
        ? Estimate.undefined(alpha, "wilson", 0, Warnings.NO_DATA)
        : Estimate.of(proportion(x, n), wilson(x, n, alpha), alpha, "wilson", n).atGoldFloors(n);
  }

  /**
   * A proportion from weighted units with the score interval at Kish's effective size (1965).
   *
   * @param x sum of the weights of successes
   * @param sumW sum of all weights
   * @param sumW2 sum of their squares
   * @param n units
   */
  public static Estimate wilsonEstimate(double x, double sumW, double sumW2, long n, double alpha) {
    if (n == 0 || !(sumW > 0)) {
      return Estimate.undefined(alpha, "wilson", n, Warnings.NO_DATA);
    }
    double effective = sumW * sumW / sumW2;
    double value = Math.min(1, x / sumW);
    return Estimate.of(value, wilsonReal(value * effective, effective, alpha), alpha, "wilson", n)
        .withEffectiveN(Math.abs(effective - n) < 1e-9 * n ? n : effective)
        .atGoldFloors(n);
  }

  /** The proportion with its exact interval, at the floors of gold. */
  public static Estimate clopperPearsonEstimate(long x, long n, double alpha) {
    Interval interval = clopperPearson(x, n, alpha);
    return n == 0
        ? Estimate.undefined(alpha, "clopper-pearson", 0, Warnings.NO_DATA)
        : Estimate.of(proportion(x, n), interval, alpha, "clopper-pearson", n).atGoldFloors(n);
  }

  /** Throws {@code IllegalArgumentException} unless 0 ≤ x ≤ n. */
  public static void checkCounts(long x, long n) {
    if (x < 0 || x > n) {
      throw new IllegalArgumentException("counts: " + x + " of " + n + ", must be 0 to n");
    }
  }
}
