package io.assay.stats.stratified;

import io.assay.stats.Binomial;
import io.assay.stats.Interval;
import io.assay.stats.Means;
import io.assay.stats.Quantiles;
import java.util.List;

/**
 * F1, precision, recall and accuracy of one label from a stratified simple random sample, as ratios
 * of estimated totals (Cochran 1977). A census stratum adds no variance; a ratio whose denominator
 * is 0 is {@code NaN}.
 */
public final class StratifiedF1 {
  /**
   * What the sample of one stratum gave.
   *
   * @param size posts of the stratum in the frame
   * @param truePositive sampled posts with the label in gold and prediction
   * @param falsePositive sampled posts with it in the prediction alone
   * @param falseNegative sampled posts with it in gold alone
   * @param trueNegative all other sampled posts
   */
  public record Stratum(
      long size, long truePositive, long falsePositive, long falseNegative, long trueNegative) {

    /** Checks the counts. */
    public Stratum {
      long least = Math.min(truePositive, falsePositive);
      if (Math.min(least, Math.min(falseNegative, trueNegative)) < 0) {
        throw new IllegalArgumentException("counts of a stratum must be at least 0");
      }
      Binomial.checkCounts(truePositive + falsePositive + falseNegative + trueNegative, size);
    }

    long sampled() {
      return truePositive + falsePositive + falseNegative + trueNegative;
    }

    /** The counts in the order of the coefficients of a {@link Ratio}. */
    private long[] cells() {
      return new long[] {truePositive, falsePositive, falseNegative, trueNegative};
    }
  }

  /**
   * A ratio of totals.
   *
   * @param value the ratio
   * @param standardError with the finite population correction
   * @param standardErrorUncorrected as if strata were endless
   */
  public record Ratio(double value, double standardError, double standardErrorUncorrected) {
    /** The normal interval, cut to [0, 1]. */
    public Interval interval(double alpha) {
      return Interval.around(value, Quantiles.z(alpha) * standardError).asProbability();
    }

    /** The same as if strata were endless. */
    public Interval intervalUncorrected(double alpha) {
      return Interval.around(value, Quantiles.z(alpha) * standardErrorUncorrected).asProbability();
    }
  }

  private final List<Stratum> strata;

  private StratifiedF1(List<Stratum> strata) {
    this.strata = strata.stream().filter(s -> s.size > 0).toList();
  }

  /** The ratios over these strata; those without posts are left out. */
  public static StratifiedF1 of(List<Stratum> strata) {
    return new StratifiedF1(strata);
  }

  /** 2TP / (2TP + FP + FN). */
  public Ratio f1() {
    return ratio(new double[] {2, 0, 0, 0}, new double[] {2, 1, 1, 0});
  }

  /** TP / (TP + FP). */
  public Ratio precision() {
    return ratio(new double[] {1, 0, 0, 0}, new double[] {1, 1, 0, 0});
  }

  /** TP / (TP + FN). */
  public Ratio recall() {
    return ratio(new double[] {1, 0, 0, 0}, new double[] {1, 0, 1, 0});
  }

  /** (TP + TN) / all. */
  public Ratio accuracy() {
    return ratio(new double[] {1, 0, 0, 1}, new double[] {1, 1, 1, 1});
  }

  private Ratio ratio(double[] y, double[] x) {
    double above = Means.sum(strata.size(), i -> total(strata.get(i), y));
    double below = Means.sum(strata.size(), i -> total(strata.get(i), x));
    if (!(below > 0)) {
      return new Ratio(Double.NaN, Double.NaN, Double.NaN);
    }
    double value = above / below;
    double[] residual = new double[y.length];
    for (int cell = 0; cell < y.length; cell++) {
      residual[cell] = y[cell] - value * x[cell];
    }
    return new Ratio(
        value,
        Math.sqrt(variance(residual, true)) / below,
        Math.sqrt(variance(residual, false)) / below);
  }

  private double variance(double[] residual, boolean corrected) {
    return Means.sum(
        strata.size(),
        i -> {
          Stratum s = strata.get(i);
          return StratumTotal.variance(s.size, s.cells(), residual, corrected);
        });
  }

  private static double total(Stratum stratum, double[] value) {
    return StratumTotal.of(stratum.size, stratum.cells(), value);
  }
}
