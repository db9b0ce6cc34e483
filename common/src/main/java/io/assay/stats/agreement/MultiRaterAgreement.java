package io.assay.stats.agreement;

import io.assay.stats.Estimate;
import io.assay.stats.Interval;
import io.assay.stats.Means;
import io.assay.stats.Quantiles;
import io.assay.stats.Warnings;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Agreement of several raters, some ratings missing. Raw agreement, Fleiss' κ, Conger's κ, Gwet's
 * AC1 and Krippendorff's α (2011). With one category in use κ and α are {@code NaN} and AC1 is 1;
 * without a post that two raters rated everything is {@code NaN}.
 */
public final class MultiRaterAgreement {
  /** How far two categories are apart, for Krippendorff's α. */
  public enum Scale {
    /** Different is different. */
    NOMINAL,
    /** By the ratings that lie between. */
    ORDINAL,
    /** By the squared difference of the values. */
    INTERVAL,
    /** By the squared relative difference of the values. */
    RATIO
  }

  private final double[] category;
  private final int raters;

  /** Units that have a rating × categories: ratings. */
  private final double[][] ratings;

  /** Raters × categories: ratings. */
  private final double[][] byRater;

  /** Mean over units of each category's share of the unit's ratings. */
  private final double[] share;

  private MultiRaterAgreement(double[][] table) {
    raters = table.length == 0 ? 0 : table[0].length;
    category =
        Arrays.stream(table)
            .flatMapToDouble(Arrays::stream)
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .distinct()
            .toArray();
    byRater = new double[raters][category.length];
    double[][] all = new double[table.length][category.length];
    for (int unit = 0; unit < table.length; unit++) {
      if (table[unit].length != raters) {
        throw new IllegalArgumentException(
            "unit " + unit + " has " + table[unit].length + " ratings, others " + raters);
      }
      for (int rater = 0; rater < raters; rater++) {
        if (!Double.isNaN(table[unit][rater])) {
          int k = Arrays.binarySearch(category, table[unit][rater]);
          all[unit][k]++;
          byRater[rater][k]++;
        }
      }
    }
    ratings =
        Arrays.stream(all).filter(u -> Means.sum(u.length, k -> u[k]) > 0).toArray(double[][]::new);
    share = new double[category.length];
    Arrays.setAll(share, k -> Means.mean(ratings.length, u -> ratings[u][k] / size(u)));
  }

  /**
   * The agreement on numeric categories.
   *
   * @param ratings units × raters, {@code NaN} where missing
   */
  public static MultiRaterAgreement of(double[][] ratings) {
    return new MultiRaterAgreement(ratings);
  }

  /**
   * The agreement on labels, for the nominal scale.
   *
   * @param labels all labels that may occur
   * @param ratings units × raters, a label or null where missing
   * @throws IllegalArgumentException if a rating is not among the labels
   */
  public static MultiRaterAgreement of(List<String> labels, @Nullable String[][] ratings) {
    return new MultiRaterAgreement(
        Arrays.stream(ratings)
            .map(unit -> Arrays.stream(unit).mapToDouble(r -> position(labels, r)).toArray())
            .toArray(double[][]::new));
  }

  private static double position(List<String> labels, @Nullable String label) {
    if (label == null) {
      return Double.NaN;
    }
    int at = labels.indexOf(label);
    if (at < 0) {
      throw new IllegalArgumentException("rating " + label + " is not one of " + labels);
    }
    return at;
  }

  /** Units that at least two raters rated. */
  public int pairedUnits() {
    return (int) IntStream.range(0, ratings.length).filter(u -> size(u) >= 2).count();
  }

  /** Mean over units of the share of rater pairs that agree: the raw agreement. */
  public double observed() {
    return Means.sum(ratings.length, u -> size(u) >= 2 ? observed(u) : 0) / pairedUnits();
  }

  /** Fleiss' κ (1971), for missing ratings. */
  public double fleissKappa() {
    return corrected(categories(k -> share[k] * share[k]));
  }

  /** Conger's κ (1980): Fleiss' with each rater's own habits. Needs two raters. */
  public double congerKappa() {
    double[][] shares =
        Arrays.stream(byRater)
            .filter(r -> total(r) > 0)
            .map(MultiRaterAgreement::shares)
            .toArray(double[][]::new);
    int r = shares.length;
    return corrected(
        categories(
            k -> {
              double mean = Means.mean(r, g -> shares[g][k]);
              double variance = Means.sum(r, g -> square(shares[g][k] - mean)) / (r - 1);
              return mean * mean - variance / r;
            }));
  }

  /** Gwet's AC1 (2008). */
  public double ac1() {
    double pe = chanceAc1();
    return pairedUnits() == 0 ? Double.NaN : (observed() - pe) / (1 - pe);
  }

  /** Standard error of AC1 over units (Gwet 2008), {@code NaN} for fewer than two. */
  public double ac1StandardError() {
    int n = ratings.length;
    if (n < 2 || pairedUnits() == 0) {
      return Double.NaN;
    }
    double pe = chanceAc1();
    double ac1 = ac1();
    double scale = (double) n / pairedUnits();
    double squares =
        Means.sum(
            n,
            u -> {
              double own = size(u) >= 2 ? scale * (observed(u) - pe) / (1 - pe) : 0;
              double x = own - 2 * (1 - ac1) * (chanceAc1(u) - pe) / (1 - pe);
              return square(x - ac1);
            });
    return Math.sqrt(squares / n / (n - 1));
  }

  /** AC1 with its normal interval, at the floors of gold; none when every rating is the same. */
  public Estimate ac1Estimate(double alpha) {
    Interval interval =
        Interval.around(ac1(), Quantiles.z(alpha) * ac1StandardError()).asDifference();
    Estimate estimate =
        Estimate.of(ac1(), interval, alpha, "gwet-ac1", pairedUnits()).atGoldFloors(pairedUnits());
    return ac1StandardError() > 0 ? estimate : estimate.withoutInterval(Warnings.ZERO_VARIANCE);
  }

  /** Krippendorff's α; ordinal, interval and ratio only mean something for ordered categories. */
  public double krippendorffAlpha(Scale scale) {
    double[][] coincidence = coincidences();
    double[] margin = Arrays.stream(coincidence).mapToDouble(MultiRaterAgreement::total).toArray();
    double n = total(margin);
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < margin.length; c++) {
      for (int k = 0; k < margin.length; k++) {
        double distance = c == k ? 0 : distance(scale, c, k, margin);
        observed += coincidence[c][k] * distance;
        expected += margin[c] * margin[k] * distance;
      }
    }
    return expected > 0 ? 1 - observed * (n - 1) / expected : Double.NaN;
  }

  /** Ordered pairs of categories within units, each unit weighted by 1/(ratings − 1). */
  private double[][] coincidences() {
    double[][] coincidence = new double[category.length][category.length];
    for (int u = 0; u < ratings.length; u++) {
      for (int c = 0; c < category.length && size(u) >= 2; c++) {
        for (int k = 0; k < category.length; k++) {
          double pairs = ratings[u][c] * (ratings[u][k] - (c == k ? 1 : 0));
          coincidence[c][k] += pairs / (size(u) - 1);
        }
      }
    }
    return coincidence;
  }

  private double distance(Scale scale, int c, int k, double[] margin) {
    double difference = category[c] - category[k];
    return switch (scale) {
      case NOMINAL -> 1;
      case ORDINAL -> {
        int from = Math.min(c, k);
        int to = Math.max(c, k);
        double between = Means.sum(to - from + 1, g -> margin[from + g]);
        yield square(between - (margin[c] + margin[k]) / 2);
      }
      case INTERVAL -> square(difference);
      case RATIO -> square(difference / (category[c] + category[k]));
    };
  }

  private double corrected(double pe) {
    return category.length < 2 ? Double.NaN : (observed() - pe) / (1 - pe);
  }

  private double chanceAc1() {
    int others = category.length - 1;
    return others < 1 ? 0 : categories(k -> share[k] * (1 - share[k])) / others;
  }

  private double chanceAc1(int unit) {
    int others = category.length - 1;
    return others < 1
        ? 0
        : categories(k -> ratings[unit][k] * (1 - share[k])) / size(unit) / others;
  }

  /** Share of agreeing ordered pairs in a unit of at least two ratings. */
  private double observed(int unit) {
    return categories(k -> ratings[unit][k] * (ratings[unit][k] - 1))
        / (size(unit) * (size(unit) - 1));
  }

  private double size(int unit) {
    return total(ratings[unit]);
  }

  private double categories(IntToDoubleFunction value) {
    return Means.sum(category.length, value);
  }

  private static double[] shares(double[] counts) {
    double total = total(counts);
    return Arrays.stream(counts).map(c -> c / total).toArray();
  }

  private static double total(double[] values) {
    return Means.sum(values.length, i -> values[i]);
  }

  private static double square(double x) {
    return x * x;
  }
}
