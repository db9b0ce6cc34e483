package io.assay.stats.calibration;

import io.assay.stats.Means;
import io.assay.stats.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How far confidences are from the share that is right. */
public final class Calibration {
  private static final double LEAST_PROBABILITY = 1e-15;

  /**
   * A bin of the reliability curve, never empty.
   *
   * @param n posts
   * @param confidence mean confidence
   * @param accuracy share right
   */
  public record Bin(long n, double confidence, double accuracy) {
    /** |confidence − accuracy|. */
    public double gap() {
      return Math.abs(confidence - accuracy);
    }
  }

  private final double[] confidence;
  private final double[] correct;

  private Calibration(double[] confidence, double[] correct) {
    Scores.check(confidence, correct);
    for (double c : confidence) {
      if (c < 0 || c > 1) {
        throw new IllegalArgumentException("confidence " + c + " is not between 0 and 1");
      }
    }
    this.confidence = confidence.clone();
    this.correct = correct.clone();
  }

  /**
   * The posts to judge.
   *
   * @param confidence one a post, 0 to 1
   * @param correct one a post, 1 if right and 0 if wrong
   */
  public static Calibration of(double[] confidence, double[] correct) {
    return new Calibration(confidence, correct);
  }

  /** Number of posts. */
  public int n() {
    return confidence.length;
  }

  /** The non-empty bins (lo, hi] of equal width; the first takes 0 too. */
  public List<Bin> equalWidth(int bins) {
    List<List<Integer>> members = emptyBins(bins);
    for (int i = 0; i < n(); i++) {
      members.get(binOf(confidence[i], bins)).add(i);
    }
    return members.stream().filter(m -> !m.isEmpty()).map(this::bin).toList();
  }

  /** The bins of equal size in ascending confidence; the first n mod bins have one post more. */
  public List<Bin> equalMass(int bins) {
    List<Integer> order = ascending();
    List<Bin> result = new ArrayList<>();
    int start = 0;
    for (int b = 0; b < bins && start < n(); b++) {
      int end = start + n() / bins + (b < n() % bins ? 1 : 0);
      result.add(bin(order.subList(start, end)));
      start = end;
    }
    return List.copyOf(result);
  }

  /**
   * Bins in ascending confidence, each of at least n/bins posts, that never part posts of equal
   * confidence: with few distinct confidences, as rules have, bins of exactly equal size would
   * depend on the order of the posts.
   */
  public List<Bin> wholeTies(int bins) {
    List<Integer> order = ascending();
    int least = Math.max(1, n() / bins);
    List<Bin> result = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= n(); end++) {
      boolean isTie = end < n() && same(order.get(end - 1), order.get(end));
      boolean leavesTooFew = end < n() && n() - end < least;
      if (end - start >= least && !isTie && !leavesTooFew) {
        result.add(bin(order.subList(start, end)));
        start = end;
      }
    }
    if (start < n()) {
      result.add(bin(order.subList(start, n())));
    }
    return List.copyOf(result);
  }

  private boolean same(int i, int j) {
    return Double.compare(confidence[i], confidence[j]) == 0;
  }

  private List<Integer> ascending() {
    return IntStream.range(0, n())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> confidence[i]))
        .toList();
  }

  /** Expected calibration error over bins of equal width. */
  public double ece(int bins) {
    return expectedGap(equalWidth(bins));
  }

  /** Expected calibration error over bins of equal mass. */
  public double eceEqualMass(int bins) {
    return expectedGap(equalMass(bins));
  }

  /** The largest gap over bins of equal width. */
  public double mce(int bins) {
    return equalWidth(bins).stream().mapToDouble(Bin::gap).max().orElse(Double.NaN);
  }

  /** Mean squared difference of confidence and outcome. */
  public double brier() {
    return Means.mean(n(), i -> square(confidence[i] - correct[i]));
  }

  /** Mean negative log-likelihood, probabilities clipped to [1e-15, 1 − 1e-15]. */
  public double logLoss() {
    return Means.mean(
        n(),
        i -> {
          double p = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, confidence[i]));
          return -(correct[i] * Math.log(p) + (1 - correct[i]) * Math.log1p(-p));
        });
  }

  /** Squared calibration error over bins of equal mass, biased upwards. */
  public double squaredError(int bins) {
    List<Bin> all = equalMass(bins);
    return sharedSum(all, all.stream().mapToDouble(b -> square(b.gap())).toArray());
  }

  /**
   * Squared calibration error over bins of equal mass without its bias (Kumar, Liang and Ma 2019);
   * may be negative, show √max(0, ·). {@code NaN} when a bin has fewer than two posts.
   */
  public double debiasedSquaredError(int bins) {
    return debiased(equalMass(bins));
  }

  /** The same over {@link #wholeTies}. */
  public double debiasedSquaredErrorOfWholeTies(int bins) {
    return debiased(wholeTies(bins));
  }

  private static double debiased(List<Bin> all) {
    double[] terms =
        all.stream()
            .mapToDouble(
                b -> {
                  double noise = b.accuracy() * (1 - b.accuracy()) / (b.n() - 1);
                  return b.n() < 2 ? Double.NaN : square(b.gap()) - noise;
                })
            .toArray();
    return sharedSum(all, terms);
  }

  private static double expectedGap(List<Bin> bins) {
    return sharedSum(bins, bins.stream().mapToDouble(Bin::gap).toArray());
  }

  /** Σ (n_b/n)·term_b. */
  private static double sharedSum(List<Bin> bins, double[] terms) {
    double n = bins.stream().mapToLong(Bin::n).sum();
    return n == 0 ? Double.NaN : Means.sum(terms.length, i -> bins.get(i).n() / n * terms[i]);
  }

  private Bin bin(List<Integer> members) {
    int size = members.size();
    return new Bin(
        size,
        Means.mean(size, i -> confidence[members.get(i)]),
        Means.mean(size, i -> correct[members.get(i)]));
  }

  private static List<List<Integer>> emptyBins(int bins) {
    List<List<Integer>> empty = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      empty.add(new ArrayList<>());
    }
    return empty;
  }

  /** The bin whose upper edge (b+1)/bins is the first at or above the value. */
  private static int binOf(double value, int bins) {
    int guess = Math.min(bins - 1, (int) (value * bins));
    while (guess > 0 && value <= (double) guess / bins) {
      guess--;
    }
    while (guess < bins - 1 && value > (double) (guess + 1) / bins) {
      guess++;
    }
    return guess;
  }

  private static double square(double x) {
    return x * x;
  }
}
