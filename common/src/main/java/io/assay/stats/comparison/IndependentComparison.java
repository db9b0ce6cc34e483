package io.assay.stats.comparison;

import io.assay.stats.Binomial;
import io.assay.stats.Estimate;
import io.assay.stats.Interval;
import io.assay.stats.Warnings;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * Two proportions from different posts. Differences are the first minus the second.
 *
 * @param right1 right of the first sample
 * @param n1 size of the first sample
 * @param right2 right of the second sample
 * @param n2 size of the second sample
 */
public record IndependentComparison(long right1, long n1, long right2, long n2) {

  /** Checks the counts. */
  public IndependentComparison {
    Binomial.checkCounts(right1, n1);
    Binomial.checkCounts(right2, n2);
  }

  /** The difference of the proportions, {@code NaN} when a sample is empty. */
  public double difference() {
    return Binomial.proportion(right1, n1) - Binomial.proportion(right2, n2);
  }

  /** The square-and-add interval from both Wilson intervals (Newcombe 1998, method 10). */
  public Interval newcombe(double alpha) {
    double d = difference();
    if (Double.isNaN(d)) {
      return Interval.UNDEFINED;
    }
    double p1 = Binomial.proportion(right1, n1);
    double p2 = Binomial.proportion(right2, n2);
    Interval first = Binomial.wilson(right1, n1, alpha);
    Interval second = Binomial.wilson(right2, n2, alpha);
    return new Interval(
            d - Math.hypot(p1 - first.lower(), second.upper() - p2),
            d + Math.hypot(first.upper() - p1, p2 - second.lower()))
        .asDifference();
  }

  /**
   * The two-sided p-value of Fisher's exact test (1935), 1 when a sample is empty.
   *
   * @throws ArithmeticException if a count is 2³¹ or more
   */
  public double fisherP() {
    int[][] table = {
      {Math.toIntExact(right1), Math.toIntExact(n1 - right1)},
      {Math.toIntExact(right2), Math.toIntExact(n2 - right2)}
    };
    boolean isConstant = right1 + right2 == 0 || right1 + right2 == n1 + n2;
    return n1 == 0 || n2 == 0 || isConstant
        ? 1
        : FisherExactTest.withDefaults().test(table).getPValue();
  }

  /** The difference with its interval, at the floors of the smaller sample. */
  public Estimate estimate(double alpha) {
    return Double.isNaN(difference())
        ? Estimate.undefined(alpha, "newcombe", n1 + n2, Warnings.NO_DATA)
        : Estimate.of(difference(), newcombe(alpha), alpha, "newcombe", n1 + n2)
            .atGoldFloors(Math.min(n1, n2));
  }
}
