package io.assay.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * A value with what it takes to read it.
 *
 * @param value the point estimate, {@code NaN} where undefined
 * @param lower lower limit, {@code NaN} where there is no interval
 * @param upper upper limit, {@code NaN} where there is no interval
 * @param level two-sided confidence level, 0 to 1
 * @param method how value and interval were made, for example {@code wilson}
 * @param n units behind the value, at least 0
 * @param nEffective the same after weights; n where nothing is weighted, {@code NaN} if unknown
 * @param warnings short codes, see {@link Warnings}
 */
public record Estimate(
    double value,
    double lower,
    double upper,
    double level,
    String method,
    long n,
    double nEffective,
    List<String> warnings) {

  /** Copies the warnings and checks that n is not negative and the limits are in order. */
  public Estimate {
    if (n < 0) {
      throw new IllegalArgumentException("estimate: n is " + n + ", must be at least 0");
    }
    if (lower > upper) {
      throw new IllegalArgumentException("estimate: lower " + lower + " is above upper " + upper);
    }
    warnings = List.copyOf(warnings);
  }

  /** An unweighted estimate with the interval at level 1 − alpha. */
  public static Estimate of(
      double value, Interval interval, double alpha, String method, long n, String... warnings) {
    return new Estimate(
        value, interval.lower(), interval.upper(), 1 - alpha, method, n, n, List.of(warnings));
  }

  /** No value and no interval, with the reason. */
  public static Estimate undefined(double alpha, String method, long n, String warning) {
    return of(Double.NaN, Interval.UNDEFINED, alpha, method, n, warning);
  }

  /** The limits. */
  public Interval interval() {
    return new Interval(lower, upper);
  }

  /** Whether there is a value. */
  public boolean isDefined() {
    return !Double.isNaN(value);
  }

  /** The same with one more warning. */
  public Estimate withWarning(String warning) {
    if (warnings.contains(warning)) {
      return this;
    }
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new Estimate(value, lower, upper, level, method, n, nEffective, more);
  }

  /** The same without limits, with the reason. */
  public Estimate withoutInterval(String warning) {
    return new Estimate(value, Double.NaN, Double.NaN, level, method, n, nEffective, warnings)
        .withWarning(warning);
  }

  /** The same with another effective sample size. */
  public Estimate withEffectiveN(double effective) {
    return new Estimate(value, lower, upper, level, method, n, effective, warnings);
  }

  /** Value and limits times a factor of at least 0, for example an exactly known coverage. */
  public Estimate times(double factor) {
    Interval scaled = interval().times(factor);
    return new Estimate(
        value * factor, scaled.lower(), scaled.upper(), level, method, n, nEffective, warnings);
  }

  /** The same with limits cut to [0, 1]. */
  public Estimate asProbability() {
    Interval cut = interval().asProbability();
    return new Estimate(value, cut.lower(), cut.upper(), level, method, n, nEffective, warnings);
  }

  /**
   * Applies the floors of gold: under 15 labels there is no interval, under 30 the interval is
   * {@code exploratory}.
   *
   * @param gold gold labels behind the estimate
   */
  public Estimate atGoldFloors(long gold) {
    if (gold < Floors.GOLD_FOR_INTERVAL) {
      return withoutInterval(Warnings.TOO_FEW_GOLD);
    }
    return gold < Floors.GOLD_FOR_FIRM_STATEMENT ? withWarning(Warnings.EXPLORATORY) : this;
  }
}
