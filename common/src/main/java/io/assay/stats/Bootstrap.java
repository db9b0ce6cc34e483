package io.assay.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Percentile intervals from simulated resamples. */
public final class Bootstrap {
  private Bootstrap() {}

  /** A seeded stream of random numbers. */
  public static UniformRandomProvider random(long seed) {
    return RandomSource.XO_SHI_RO_256_PP.create(seed);
  }

  /**
   * The interval between the draws at α/2 and 1 − α/2; draws that are {@code NaN} are left out.
   *
   * @param draw the statistic of one resample
   * @param replicates resamples, at least 1
   */
  public static Interval percentile(
      ToDoubleFunction<UniformRandomProvider> draw, double alpha, int replicates, long seed) {
    UniformRandomProvider random = random(seed);
    double[] draws = new double[replicates];
    Arrays.setAll(draws, i -> draw.applyAsDouble(random));
    double[] sorted = Arrays.stream(draws).filter(d -> !Double.isNaN(d)).sorted().toArray();
    Quantiles.checkedAlpha(alpha);
    return sorted.length == 0
        ? Interval.UNDEFINED
        : new Interval(quantile(sorted, alpha / 2), quantile(sorted, 1 - alpha / 2));
  }

  /** Sorted draw ⌈qB⌉, counted from 1. */
  private static double quantile(double[] sorted, double q) {
    int rank = (int) Math.ceil(q * sorted.length - Multiplicity.SLACK * sorted.length);
    return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1];
  }
}
