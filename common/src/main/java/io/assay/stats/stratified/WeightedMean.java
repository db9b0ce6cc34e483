package io.assay.stats.stratified;

import io.assay.stats.Interval;
import io.assay.stats.Means;
import io.assay.stats.Multiplicity;
import io.assay.stats.Quantiles;
import io.assay.stats.Scores;
import java.util.Arrays;

/**
 * Total and mean of a sample with unequal inclusion probabilities, as of priority sampling
 * (Duffield, Lund and Thorup 2007). With an inclusion probability of 0 anywhere nothing is
 * estimable and everything is {@code NaN}.
 *
 * @param total Horvitz–Thompson total Σ y/π
 * @param totalStandardError √Σ(1−π)(y/π)²
 * @param mean Hájek mean
 * @param meanStandardError √(Σ(1−π)((y−ȳ)/π)²)/Σ(1/π)
 * @param n posts sampled
 * @param effectiveN Kish's effective sample size
 */
public record WeightedMean(
    double total,
    double totalStandardError,
    double mean,
    double meanStandardError,
    long n,
    double effectiveN) {

  /**
   * Estimates from one value and one inclusion probability a post.
   *
   * @param value of each sampled post
   * @param inclusion probability of each sampled post, above 0 and up to 1
   */
  public static WeightedMean of(double[] value, double[] inclusion) {
    Scores.check(value, inclusion);
    int n = value.length;
    for (double pi : inclusion) {
      if (pi < 0 || pi > 1 + Multiplicity.SLACK) {
        throw new IllegalArgumentException("inclusion probability " + pi + " is not in (0, 1]");
      }
    }
    if (n == 0 || Arrays.stream(inclusion).anyMatch(pi -> pi == 0)) {
      return new WeightedMean(Double.NaN, Double.NaN, Double.NaN, Double.NaN, n, Double.NaN);
    }
    double weights = Means.sum(n, i -> 1 / inclusion[i]);
    double total = Means.sum(n, i -> value[i] / inclusion[i]);
    double mean = total / weights;
    return new WeightedMean(
        total,
        Math.sqrt(spread(value, inclusion, 0)),
        mean,
        Math.sqrt(spread(value, inclusion, mean)) / weights,
        n,
        Allocation.kishEffectiveN(weights, Means.sum(n, i -> 1 / (inclusion[i] * inclusion[i]))));
  }

  /** Σ(1−π)((y−centre)/π)². */
  private static double spread(double[] value, double[] inclusion, double centre) {
    return Means.sum(
        value.length,
        i -> Math.max(0, 1 - inclusion[i]) * Math.pow((value[i] - centre) / inclusion[i], 2));
  }

  /** The normal interval of the mean, not cut. */
  public Interval interval(double alpha) {
    return Interval.around(mean, Quantiles.z(alpha) * meanStandardError);
  }
}
