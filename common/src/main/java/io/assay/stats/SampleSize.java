package io.assay.stats;

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
    Quantiles.checkedAlpha(power);
    return p > bar ? new Certificate(p, bar, alpha, power).smallest() : OptionalLong.empty();
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
