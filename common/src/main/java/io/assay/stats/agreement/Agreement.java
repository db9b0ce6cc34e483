package io.assay.stats.agreement;

import io.assay.stats.Estimate;
import io.assay.stats.Interval;
import io.assay.stats.Means;
import io.assay.stats.Quantiles;
import io.assay.stats.Warnings;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Agreement of two raters over the same posts and the same categories. κ, π, α and the weighted κ
 * are {@code NaN} when only one category is used; AC1 is then 1. Everything is {@code NaN} without
 * posts.
 */
public final class Agreement {
  private final double[][] share;
  private final double[] row;
  private final double[] column;
  private final double n;

  private Agreement(double[][] table) {
    int q = table.length;
    for (double[] line : table) {
      if (line.length != q || Arrays.stream(line).anyMatch(v -> !(v >= 0))) {
        throw new IllegalArgumentException(
            "agreement row " + Arrays.toString(line) + " must hold " + q + " counts of at least 0");
      }
    }
    n = Means.sum(q, i -> Means.sum(q, j -> table[i][j]));
    share = new double[q][q];
    row = new double[q];
    column = new double[q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        share[i][j] = table[i][j] / n;
        row[i] += share[i][j];
        column[j] += share[i][j];
      }
    }
  }

  /**
   * The agreement in a square table of weights or counts.
   *
   * @param table category of the first rater × category of the second
   */
  public static Agreement of(double[][] table) {
    return new Agreement(table);
  }

  /**
   * The agreement in a square table of counts.
   *
   * @param table category of the first rater × category of the second
   */
  public static Agreement of(long[][] table) {
    return new Agreement(
        Arrays.stream(table)
            .map(line -> Arrays.stream(line).asDoubleStream().toArray())
            .toArray(double[][]::new));
  }

  /** Posts, or the sum of the weights. */
  public double n() {
    return n;
  }

  /** Share of posts on which both raters say the same: the raw agreement. */
  public double observed() {
    return n == 0 ? Double.NaN : sum(i -> share[i][i]);
  }

  /** Cohen's κ (1960). */
  public double kappa() {
    return corrected(observed(), chanceKappa());
  }

  /** Standard error of κ (Fleiss, Cohen and Everitt 1969). */
  public double kappaStandardError() {
    double kappa = kappa();
    double pe = chanceKappa();
    double sum =
        cells(
            (i, j) -> {
              double w = i == j ? 1 : 0;
              return share[i][j] * square(w - (1 - kappa) * (column[i] + row[j]));
            });
    double variance = (sum - square(observed() - 2 * (1 - kappa) * pe)) / (n * square(1 - pe));
    return Math.sqrt(notBelowZero(variance));
  }

  /** Standard error of κ under no agreement beyond chance. */
  public double kappaStandardErrorUnderNull() {
    double pe = chanceKappa();
    double sum = sum(i -> row[i] * column[i] * (row[i] + column[i]));
    return isOneCategory()
        ? Double.NaN
        : Math.sqrt(notBelowZero((pe + pe * pe - sum) / (n * square(1 - pe))));
  }

  /** Scott's π (1955). */
  public double scottPi() {
    return corrected(observed(), sum(i -> square(mean(i))));
  }

  /** Gwet's AC1 (2008), which does not collapse at high prevalence. */
  public double ac1() {
    if (n == 0) {
      return Double.NaN;
    }
    double pe = chanceAc1();
    return isOneCategory() ? 1 : (observed() - pe) / (1 - pe);
  }

  /** Standard error of AC1 (Gwet 2008). */
  public double ac1StandardError() {
    if (n == 0 || isOneCategory()) {
      return n == 0 ? Double.NaN : 0;
    }
    double ac1 = ac1();
    double pe = chanceAc1();
    int others = row.length - 1;
    double sum =
        cells(
            (i, j) -> {
              double w = i == j ? 1 : 0;
              double shift = 2 * (1 - ac1) * (1 - (mean(i) + mean(j)) / 2) / others;
              return share[i][j] * square(w - shift);
            });
    double variance = (sum - square(observed() - 2 * (1 - ac1) * pe)) / (n * square(1 - pe));
    return Math.sqrt(notBelowZero(variance));
  }

  /** κ with weights 1 − |i−j|/(q−1), for ordinal labels only. */
  public double kappaLinear() {
    double last = row.length - 1.0;
    return weightedKappa((i, j) -> 1 - Math.abs(i - j) / last);
  }

  /** κ with weights 1 − (i−j)²/(q−1)², for ordinal labels only. */
  public double kappaQuadratic() {
    double last = row.length - 1.0;
    return weightedKappa((i, j) -> 1 - square((i - j) / last));
  }

  /** Krippendorff's nominal α (2011). */
  public double krippendorffAlpha() {
    double expected = (1 - sum(i -> square(mean(i)))) * 2 * n / (2 * n - 1);
    return isOneCategory() ? Double.NaN : 1 - (1 - observed()) / expected;
  }

  /** κ with its normal interval; none when the raters agree on every post. */
  public Estimate kappaEstimate(double alpha) {
    return estimate(kappa(), kappaStandardError(), alpha, "cohen-kappa");
  }

  /** AC1 with its normal interval; none when the raters agree on every post. */
  public Estimate ac1Estimate(double alpha) {
    return estimate(ac1(), ac1StandardError(), alpha, "gwet-ac1");
  }

  private Estimate estimate(double value, double se, double alpha, String method) {
    if (Double.isNaN(value)) {
      String reason = n == 0 ? Warnings.NO_DATA : Warnings.UNDEFINED;
      return Estimate.undefined(alpha, method, Math.round(n), reason);
    }
    Interval interval = Interval.around(value, Quantiles.z(alpha) * se).asDifference();
    Estimate estimate = Estimate.of(value, interval, alpha, method, Math.round(n));
    return se > 0
        ? estimate.atGoldFloors(Math.round(n))
        : estimate.withoutInterval(Warnings.ZERO_VARIANCE);
  }

  private interface Cell {
    double at(int i, int j);
  }

  private double weightedKappa(Cell weight) {
    double po = cells((i, j) -> weight.at(i, j) * share[i][j]);
    double pe = cells((i, j) -> weight.at(i, j) * row[i] * column[j]);
    return corrected(po, pe);
  }

  private double corrected(double po, double pe) {
    return isOneCategory() ? Double.NaN : (po - pe) / (1 - pe);
  }

  private boolean isOneCategory() {
    int used = 0;
    for (int i = 0; i < row.length; i++) {
      used += row[i] + column[i] > 0 ? 1 : 0;
    }
    return used == 1;
  }

  private double chanceKappa() {
    return sum(i -> row[i] * column[i]);
  }

  private double chanceAc1() {
    return sum(i -> mean(i) * (1 - mean(i))) / (row.length - 1);
  }

  /** Share of category i over both raters. */
  private double mean(int i) {
    return (row[i] + column[i]) / 2;
  }

  private double cells(Cell value) {
    return sum(i -> sum(j -> value.at(i, j)));
  }

  private double sum(IntToDoubleFunction value) {
    return Means.sum(row.length, value);
  }

  private static double square(double x) {
    return x * x;
  }

  private static double notBelowZero(double variance) {
    return variance < 0 ? 0 : variance;
  }
}
