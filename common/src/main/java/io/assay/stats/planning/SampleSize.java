package io.assay.stats.planning;

import io.assay.stats.BinomialTail;
import io.assay.stats.Multiplicity;
import io.assay.stats.Quantiles;
import java.util.OptionalLong;

/** How many posts a statement needs. */
public final class SampleSize {
  private static final long MOST = 100_000_000;

  private SampleSize() {}

  /**
   * The smallest n at which the exact one-sided lower limit reaches the bar with the wanted
   * probability, if the accuracy is p. The probability is a saw-tooth in n: somewhat larger samples
   * may have a little less power.
   *
   * @param p true accuracy, 0 to 1
   * @param bar accuracy to certify, 0 to 1
   * @param alpha one-sided error probability of the certificate
   * @param power wanted probability of certifying, between 0 and 1
   * @return empty when p is not above the bar (more labels will not help), or when over 100 million
   *     labels would be needed
   */
  public static OptionalLong certify(double p, double bar, double alpha, double power) {
    Quantiles.checkedAlpha(alpha);
    Quantiles.checkedProbability("power", power);
    return p > bar ? new Certificate(p, bar, alpha, power).smallest() : OptionalLong.empty();
  }

  /**
   * Posts for an interval of the given half-width, z²p(1−p)/h², before rounding up.
   *
   * @param p expected proportion
   * @param halfWidth above 0
   */
  public static double halfWidth(double p, double halfWidth, double alpha) {
    double z = Quantiles.z(alpha);
    return z * z * p * (1 - p) / (checkedHalfWidth(halfWidth) * halfWidth);
  }

  /** The smallest n ≥ 1 whose Wilson interval at a share of exactly p is narrow enough. */
  public static long wilsonHalfWidth(double p, double halfWidth, double alpha) {
    checkedHalfWidth(halfWidth);
    double z = Quantiles.z(alpha);
    long high = 1;
    while (wilsonHalf(p, (double) high, z) > halfWidth) {
      high *= 2;
    }
    long low = high / 2 + 1;
    while (low < high) {
      long middle = (low + high) / 2;
      if (wilsonHalf(p, (double) middle, z) <= halfWidth) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

  private static double wilsonHalf(double p, double n, double z) {
    return z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  }

  private static double checkedHalfWidth(double halfWidth) {
    if (!(halfWidth > 0)) {
      throw new IllegalArgumentException("half-width is " + halfWidth + ", must be above 0");
    }
    return halfWidth;
  }

  /**
   * What a sample size shrinks to in a finite population, not rounded (Cochran 1977).
   *
   * @param n0 size for an endless population
   * @param population its posts
   */
  public static double finitePopulation(double n0, double population) {
    return n0 / (1 + (n0 - 1) / population);
  }

  /**
   * Posts that, all right, certify the target: ⌈ln(1−confidence)/ln target⌉.
   *
   * @param target accuracy to certify, between 0 and 1
   * @param confidence one-sided, between 0 and 1
   */
  public static long zeroError(double target, double confidence) {
    Quantiles.checkedProbability("target", target);
    Quantiles.checkedProbability("confidence", confidence);
    double exact = Math.log1p(-confidence) / Math.log(target);
    return Math.max(1, (long) Math.ceil(exact * (1 - Multiplicity.SLACK)));
  }

  /**
   * The search goes by errors allowed: for f errors the certificate needs n(f) posts, and there the
   * power peaks.
   */
  private record Certificate(double p, double bar, double alpha, double power) {
    OptionalLong smallest() {
      long enough = 1;
      while (!suffices(enough)) {
        if (leastPosts(enough) > MOST) {
          return OptionalLong.empty();
        }
        enough *= 2;
      }
      long low = 0;
      while (low < enough) {
        long middle = (low + enough) / 2;
        if (suffices(middle)) {
          enough = middle;
        } else {
          low = middle + 1;
        }
      }
      return OptionalLong.of(leastPosts(firstWithin(enough)));
    }

    /** Rounding n(f) up makes the peaks uneven, so a few smaller f are tried as well. */
    private long firstWithin(long enough) {
      long window = 10 + (long) (8 * (1 - bar) * (1 - bar) / (p - bar));
      for (long f = Math.max(0, enough - window); f < enough; f++) {
        if (suffices(f)) {
          return f;
        }
      }
      return enough;
    }

    private boolean suffices(long errors) {
      return BinomialTail.atMost(errors, leastPosts(errors), 1 - p) >= power;
    }

    /** The smallest n of which {@code errors} may be wrong: P(Bin(n, 1−bar) ≤ errors) ≤ α. */
    private long leastPosts(long errors) {
      long high = errors + 1;
      while (high <= MOST && !certifies(errors, high)) {
        high *= 2;
      }
      long low = errors + 1;
      while (low < high) {
        long middle = (low + high) / 2;
        if (certifies(errors, middle)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }

    private boolean certifies(long errors, long n) {
      return BinomialTail.atMost(errors, n, 1 - bar) <= alpha;
    }
  }
}
