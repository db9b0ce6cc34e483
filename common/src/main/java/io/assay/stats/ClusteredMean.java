package io.assay.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A mean of scores whose posts come in clusters (author, thread, template), with standard errors
 * that know it (Miller 2024). Scores have any scale, so limits are not cut. With one cluster the
 * clustered standard errors and the interval are {@code NaN}.
 */
public final class ClusteredMean {
  /** Posts of a cluster and the sum of their deviations from the mean of all. */
  private record Cluster(double posts, double deviation) {
    Cluster plus(double count, double deviations) {
      return new Cluster(posts + count, deviation + deviations);
    }
  }

  private final long n;
  private final double mean;
  private final double squares;
  private final List<Cluster> clusters;

  private ClusteredMean(double[] scores, long[] counts, List<?> clusterOf) {
    if (scores.length != clusterOf.size() || scores.length != counts.length) {
      throw new IllegalArgumentException(
          scores.length
              + " scores, "
              + counts.length
              + " counts, "
              + clusterOf.size()
              + " clusters");
    }
    long posts = 0;
    for (long count : counts) {
      posts += count;
    }
    n = posts;
    mean = Means.sum(scores.length, i -> counts[i] * scores[i]) / n;
    squares = Means.sum(scores.length, i -> counts[i] * Math.pow(scores[i] - mean, 2));
    Map<Object, Cluster> sums = new LinkedHashMap<>();
    for (int i = 0; i < scores.length; i++) {
      double deviation = counts[i] * (scores[i] - mean);
      Cluster before = sums.getOrDefault(clusterOf.get(i), new Cluster(0, 0));
      sums.put(clusterOf.get(i), before.plus((double) counts[i], deviation));
    }
    clusters = List.copyOf(sums.values());
  }

  /**
   * The mean of one score a post.
   *
   * @param scores one a post
   * @param clusters the cluster of each post, by any value with equals
   */
  public static ClusteredMean of(double[] scores, List<?> clusters) {
    long[] ones = new long[scores.length];
    Arrays.fill(ones, 1);
    return new ClusteredMean(scores, ones, clusters);
  }

  /**
   * The mean from a count table.
   *
   * @param scores one a row of the table
   * @param counts posts of each row
   * @param clusters the cluster of each row
   */
  public static ClusteredMean of(double[] scores, long[] counts, List<?> clusters) {
    return new ClusteredMean(scores, counts, clusters);
  }

  /**
   * The mean of A minus B, post by post.
   *
   * @param scoresA one a post
   * @param scoresB one a post, in the same order
   * @param clusters the cluster of each post
   */
  public static ClusteredMean ofDifferences(double[] scoresA, double[] scoresB, List<?> clusters) {
    Scores.check(scoresA, scoresB);
    double[] differences = new double[scoresA.length];
    Arrays.setAll(differences, i -> scoresA[i] - scoresB[i]);
    return of(differences, clusters);
  }

  /** The mean, {@code NaN} without posts. */
  public double mean() {
    return mean;
  }

  /** Number of clusters. */
  public int clusters() {
    return clusters.size();
  }

  /** Standard error as if posts were independent. */
  public double standardErrorIndependent() {
    return n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n);
  }

  /** Clustered standard error without the small-sample factor (CR0). */
  public double standardErrorCr0() {
    double sum = Means.sum(clusters.size(), c -> Math.pow(clusters.get(c).deviation(), 2));
    return clusters.size() < 2 ? Double.NaN : Math.sqrt(sum) / n;
  }

  /** Clustered standard error with the factor √(C/(C−1)) (CR1): the one to use. */
  public double standardErrorCr1() {
    double c = clusters.size();
    return standardErrorCr0() * Math.sqrt(c / (c - 1));
  }

  /** Degrees of freedom: clusters minus one. */
  public int degreesOfFreedom() {
    return clusters.size() - 1;
  }

  /** Student's t interval with CR1. */
  public Interval interval(double alpha) {
    return Interval.around(mean, Quantiles.t(alpha, degreesOfFreedom()) * standardErrorCr1());
  }

  /** The percentile interval that resamples whole clusters, for fewer than 40 of them. */
  public Interval bootstrap(double alpha, int replicates, long seed) {
    return clusters.size() < 2
        ? Interval.UNDEFINED
        : Bootstrap.percentile(this::resampledMean, alpha, replicates, seed);
  }

  private double resampledMean(UniformRandomProvider random) {
    double posts = 0;
    double deviation = 0;
    for (int i = 0; i < clusters.size(); i++) {
      Cluster drawn = clusters.get(random.nextInt(clusters.size()));
      posts += drawn.posts();
      deviation += drawn.deviation();
    }
    return mean + deviation / posts;
  }

  /** The mean with its clustered interval, at the floors of gold. */
  public Estimate estimate(double alpha) {
    if (n == 0) {
      return Estimate.undefined(alpha, "clustered-t", 0, Warnings.NO_DATA);
    }
    Estimate estimate =
        Estimate.of(mean, interval(alpha), alpha, "clustered-t", n)
            .withEffectiveN(effectiveN())
            .atGoldFloors(n);
    return clusters.size() < Floors.CLUSTERS
        ? estimate.withWarning(Warnings.FEW_CLUSTERS)
        : estimate;
  }

  /** Independent posts that would give the clustered standard error. */
  private double effectiveN() {
    double inflation = standardErrorCr1() / standardErrorIndependent();
    return n / (inflation * inflation);
  }
}
