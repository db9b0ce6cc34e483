package io.assay.stats.stratified;

import io.assay.stats.Binomial;
import io.assay.stats.Estimate;
import io.assay.stats.Interval;
import io.assay.stats.Means;
import io.assay.stats.Quantiles;
import io.assay.stats.Warnings;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Accuracy of a stratified simple random sample. A census stratum adds no variance; a stratum with
 * nothing sampled makes the estimate {@code NaN}, one with a single post the variance (collapse it
 * beforehand, {@link StratumSample#collapsed}).
 */
public final class StratifiedAccuracy {
  private final List<StratumSample> strata;
  private final double size;

  private StratifiedAccuracy(List<StratumSample> strata) {
    this.strata = strata.stream().filter(s -> s.size() > 0).toList();
    size = Means.sum(this.strata.size(), i -> this.strata.get(i).size());
  }

  /** The accuracy over these strata; those without posts are left out. */
  public static StratifiedAccuracy of(List<StratumSample> strata) {
    return new StratifiedAccuracy(strata);
  }

  /** Σ W_h p_h. */
  public double value() {
    return strata.isEmpty() ? Double.NaN : sum(s -> weight(s) * s.share());
  }

  /** Posts sampled. */
  public long n() {
    return strata.stream().mapToLong(StratumSample::sampled).sum();
  }

  /** Degrees of freedom: posts sampled minus strata. */
  public long degreesOfFreedom() {
    return n() - strata.size();
  }

  /** Standard error with the finite population correction. */
  public double standardError() {
    return standardError(true, StratumSample::share);
  }

  /** Standard error as if every stratum were endless. */
  public double standardErrorUncorrected() {
    return standardError(false, StratumSample::share);
  }

  /**
   * Standard error with Laplace's shares in the variance, for strata that are all right or wrong.
   */
  public double standardErrorSmoothed() {
    return standardError(true, StratumSample::smoothedShare);
  }

  private double standardError(boolean corrected, ToDoubleFunction<StratumSample> share) {
    if (strata.isEmpty()) {
      return Double.NaN;
    }
    return Math.sqrt(
        sum(
            s -> {
              if (corrected && s.isCensus()) {
                return 0;
              }
              double p = share.applyAsDouble(s);
              double fpc = corrected ? s.finitePopulationCorrection() : 1;
              double variance = fpc * p * (1 - p) / (s.sampled() - 1);
              return s.sampled() < 2 ? Double.NaN : weight(s) * weight(s) * variance;
            }));
  }

  /** θ(1−θ)/V: the simple random sample with the same variance; {@code NaN} when V is 0. */
  public double effectiveN() {
    return effectiveN(standardError());
  }

  private double effectiveN(double se) {
    return se > 0 ? value() * (1 - value()) / (se * se) : Double.NaN;
  }

  /** Wald's interval with Student's t, {@code NaN} when the variance is 0. */
  public Interval waldT(double alpha) {
    return wald(Quantiles.t(alpha, (double) degreesOfFreedom()));
  }

  /** Wald's interval with the normal quantile, {@code NaN} when the variance is 0. */
  public Interval waldZ(double alpha) {
    return wald(Quantiles.z(alpha));
  }

  private Interval wald(double quantile) {
    double se = standardError();
    return se > 0 ? Interval.around(value(), quantile * se).asProbability() : Interval.UNDEFINED;
  }

  /** Student's t interval on the logit scale, {@code NaN} when the variance is 0. */
  public Interval logit(double alpha) {
    double p = value();
    double se = standardError();
    double half = Quantiles.t(alpha, (double) degreesOfFreedom()) * se / (p * (1 - p));
    double centre = Math.log(p / (1 - p));
    Interval onLogits = se > 0 ? Interval.around(centre, half) : Interval.UNDEFINED;
    return onLogits.isDefined()
        ? new Interval(expit(onLogits.lower()), expit(onLogits.upper()))
        : Interval.UNDEFINED;
  }

  private static double expit(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Clopper–Pearson at the effective sample size (Korn and Graubard 1998): the default. */
  public Interval kornGraubard(double alpha) {
    return kornGraubard(alpha, effectiveN());
  }

  private Interval kornGraubard(double alpha, double effective) {
    double ratio = Quantiles.t(alpha, n() - 1.0) / Quantiles.t(alpha, (double) degreesOfFreedom());
    double n = effective * ratio * ratio;
    return Binomial.clopperPearsonReal(n * value(), n, alpha);
  }

  /** Wilson at the effective sample size. */
  public Interval wilson(double alpha) {
    double n = effectiveN();
    return Binomial.wilsonReal(n * value(), n, alpha);
  }

  /**
   * The one-sided lower limit that puts an exact limit at alpha/H on each stratum.
   *
   * @param alpha one-sided error probability
   */
  public double lowerBound(double alpha) {
    return strata.isEmpty()
        ? Double.NaN
        : sum(s -> weight(s) * Binomial.lowerBound(s.right(), s.sampled(), alpha / strata.size()));
  }

  /**
   * The one-sided upper limit that puts an exact limit at alpha/H on each stratum.
   *
   * @param alpha one-sided error probability
   */
  public double upperBound(double alpha) {
    return strata.isEmpty()
        ? Double.NaN
        : sum(s -> weight(s) * Binomial.upperBound(s.right(), s.sampled(), alpha / strata.size()));
  }

  /**
   * The accuracy with the Korn–Graubard interval, at the floors of gold. Strata that are all right
   * or all wrong get the smoothed variance; when all are, both limits are Bonferroni's.
   */
  public Estimate estimate(double alpha) {
    double value = value();
    if (Double.isNaN(value)) {
      return Estimate.undefined(alpha, "korn-graubard", n(), Warnings.NO_DATA);
    }
    if (strata.stream().allMatch(StratumSample::isCensus)) {
      return Estimate.of(value, new Interval(value, value), alpha, "census", n());
    }
    if (Double.isNaN(standardError())) {
      return Estimate.of(value, Interval.UNDEFINED, alpha, "korn-graubard", n())
          .withWarning(Warnings.THIN_STRATUM);
    }
    return sampled(value, alpha).atGoldFloors(n());
  }

  private Estimate sampled(double value, double alpha) {
    if (!(standardError() > 0)) {
      Interval exact = new Interval(lowerBound(alpha / 2), upperBound(alpha / 2));
      return Estimate.of(value, exact, alpha, "stratified-bonferroni-clopper-pearson", n())
          .withWarning(Warnings.ZERO_VARIANCE);
    }
    if (strata.stream().anyMatch(s -> s.right() == 0 || s.right() == s.sampled())) {
      double effective = effectiveN(Math.max(standardError(), standardErrorSmoothed()));
      return Estimate.of(
              value, kornGraubard(alpha, effective), alpha, "korn-graubard-smoothed", n())
          .withEffectiveN(effective);
    }
    return Estimate.of(value, kornGraubard(alpha), alpha, "korn-graubard", n())
        .withEffectiveN(effectiveN());
  }

  private double weight(StratumSample stratum) {
    return stratum.size() / size;
  }

  private double sum(ToDoubleFunction<StratumSample> value) {
    return Means.sum(strata.size(), i -> value.applyAsDouble(strata.get(i)));
  }
}
