package io.assay.stats.planning;

import io.assay.stats.Interval;
import io.assay.stats.Quantiles;

/**
 * A ratio of two independent estimates, for example extra dollars per point of accuracy, with
 * Fieller's interval (1954).
 *
 * @param value the ratio, {@code NaN} when the denominator is 0
 * @param interval undefined when the denominator may be 0
 */
public record Fieller(double value, Interval interval) {

  /** An estimate with its standard error. */
  public record Term(double value, double standardError) {}

  /** The ratio with its interval at level 1 − alpha. */
  public static Fieller of(Term numerator, Term denominator, double alpha) {
    double c = numerator.value;
    double d = denominator.value;
    double z2 = Math.pow(Quantiles.z(alpha), 2);
    double varC = z2 * Math.pow(numerator.standardError, 2);
    double varD = z2 * Math.pow(denominator.standardError, 2);
    double square = d * d - varD;
    double value = d == 0 ? Double.NaN : c / d;
    if (!(square > 0)) {
      return new Fieller(value, Interval.UNDEFINED);
    }
    double root = Math.sqrt(Math.max(0, square * varC + c * c * varD));
    return new Fieller(value, Interval.around(c * d / square, root / square));
  }
}
