package io.assay.stats.comparison;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Resamples a count table: n posts drawn with replacement, n the sum of the table. */
final class Multinomial {
  /** Drawing a binomial costs about as much as drawing this many posts one by one. */
  private static final long POSTS_PER_BINOMIAL = 200;

  private final long[] counts;
  private final long[] upTo;
  private final long n;

  /** A sampler with cell probabilities counts/Σcounts. */
  Multinomial(long[] counts) {
    this.counts = counts.clone();
    upTo = counts.clone();
    Arrays.parallelPrefix(upTo, Long::sum);
    n = counts.length == 0 ? 0 : upTo[counts.length - 1];
    if (n > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          n + " posts are too many to resample; use the closed-form interval");
    }
  }

  /** One resampled table. */
  long[] draw(UniformRandomProvider random) {
    return n <= POSTS_PER_BINOMIAL * counts.length ? byPost(random) : byCell(random);
  }

  private long[] byPost(UniformRandomProvider random) {
    long[] drawn = new long[counts.length];
    for (long i = 0; i < n; i++) {
      int at = Arrays.binarySearch(upTo, random.nextLong(n) + 1);
      int cell = at >= 0 ? at : -at - 1;
      while (counts[cell] == 0) {
        cell--;
      }
      drawn[cell]++;
    }
    return drawn;
  }

  private long[] byCell(UniformRandomProvider random) {
    long[] drawn = new long[counts.length];
    long left = n;
    long mass = n;
    for (int cell = 0; cell < counts.length && left > 0; cell++) {
      double p = Math.min(1, (double) counts[cell] / mass);
      drawn[cell] =
          BinomialDistribution.of((int) left, p).inverseCumulativeProbability(random.nextDouble());
      left -= drawn[cell];
      mass -= counts[cell];
    }
    return drawn;
  }
}
