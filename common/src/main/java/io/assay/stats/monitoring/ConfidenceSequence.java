package io.assay.stats.monitoring;

import io.assay.stats.Binomial;
import io.assay.stats.Interval;
import io.assay.stats.Quantiles;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * Limits of a proportion that hold at all sample sizes at once (Robbins 1970), so that one may look
 * after every post. In a changing corpus they follow the running average.
 */
public final class ConfidenceSequence {
  private static final BrentSolver SOLVER = new BrentSolver(1e-15, 1e-15, 0);

  private ConfidenceSequence() {}

  /**
   * The limits after n posts.
   *
   * @param successes 0 to n
   * @param priorA first parameter of the beta mixture, above 0
   * @param priorB second parameter of the beta mixture, above 0
   * @param alpha probability that the sequence ever misses the truth
   */
  public static Interval bernoulli(
      long successes, long n, double priorA, double priorB, double alpha) {
    Binomial.checkCounts(successes, n);
    double bound = -Math.log(Quantiles.checkedAlpha(alpha));
    if (n == 0) {
      return new Interval(0, 1);
    }
    double mixture =
        LogBeta.value(priorA + successes, priorB + (n - successes)) - LogBeta.value(priorA, priorB);
    Excess excess = new Excess(mixture - bound, successes, n - successes);
    return new Interval(excess.lower(), 1 - excess.swapped().lower());
  }

  /** logMixture − bound − s·ln p − f·ln(1−p), negative inside the interval. */
  private record Excess(double constant, double s, double f) {
    Excess swapped() {
      return new Excess(constant, f, s);
    }

    /** The root below s/n, sought in ln p as it may be very small. */
    double lower() {
      if (s == 0) {
        return 0;
      }
      double least = Math.log(s / (s + f)) - 1;
      while (at(least) < 0) {
        least *= 2;
      }
      return Math.exp(SOLVER.findRoot(this::at, least, Math.log(s / (s + f))));
    }

    private double at(double logP) {
      return constant - s * logP - (f == 0 ? 0 : f * Math.log(-Math.expm1(logP)));
    }
  }
}
