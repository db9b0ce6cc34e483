package io.assay.stats.cascade;

import io.assay.stats.Binomial;
import io.assay.stats.Multiplicity;
import io.assay.stats.Quantiles;
import io.assay.stats.planning.SampleSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Thresholds with a guarantee, by learn then test (Angelopoulos et al. 2021): with probability at
 * least 1 − δ over the calibration posts, the risk at the selected threshold is at most alpha.
 *
 * @param steps the grid in the order of the tests
 * @param pValues exact binomial p-value of each step
 * @param fixedSequence the last threshold accepted before the first failure; empty if the first
 *     fails, then every post goes to the next stage
 * @param bonferroni the smallest threshold with p ≤ δ/steps; empty if there is none
 */
public record Cascade(
    List<Step> steps,
    List<Double> pValues,
    OptionalDouble fixedSequence,
    OptionalDouble bonferroni) {

  /**
   * A threshold of the grid with what calibration showed.
   *
   * @param threshold posts with at least this confidence are accepted
   * @param n accepted calibration posts (or all of them, when the whole cascade is tested)
   * @param errors of them wrong against gold
   */
  public record Step(double threshold, long n, long errors) {
    /** Checks the counts. */
    public Step {
      Binomial.checkCounts(errors, n);
    }
  }

  /** Copies the lists. */
  public Cascade {
    steps = List.copyOf(steps);
    pValues = List.copyOf(pValues);
  }

  /**
   * Selects a threshold. The order of the steps must be fixed before calibration labels are seen:
   * from the strictest threshold down, or by {@link #ordered} on other posts.
   *
   * @param alpha largest risk allowed
   * @param delta largest probability of a wrong guarantee
   */
  public static Cascade of(List<Step> steps, double alpha, double delta) {
    List<Double> p =
        steps.stream().map(s -> RiskTest.of(s.errors, s.n, alpha).exactBinomial()).toList();
    OptionalDouble fixed = OptionalDouble.empty();
    for (int i = 0; i < steps.size() && p.get(i) <= delta + Multiplicity.SLACK; i++) {
      fixed = OptionalDouble.of(steps.get(i).threshold);
    }
    OptionalDouble bonferroni = OptionalDouble.empty();
    for (int i = 0; i < steps.size(); i++) {
      double threshold = steps.get(i).threshold;
      boolean passes = p.get(i) <= delta / steps.size() + Multiplicity.SLACK;
      if (passes && threshold < bonferroni.orElse(Double.POSITIVE_INFINITY)) {
        bonferroni = OptionalDouble.of(threshold);
      }
    }
    return new Cascade(steps, p, fixed, bonferroni);
  }

  /**
   * The steps by their p-values on tuning posts, the surest first, equals in the given order. Tests
   * on other posts in this order keep the guarantee, and do not die at the strictest threshold when
   * the last stage itself misses the target.
   *
   * @param tuning counts on tuning posts
   * @param alpha largest risk allowed
   */
  public static List<Step> ordered(List<Step> tuning, double alpha) {
    List<Step> order = new ArrayList<>(tuning);
    order.sort(Comparator.comparingDouble(s -> RiskTest.of(s.errors, s.n, alpha).exactBinomial()));
    return List.copyOf(order);
  }

  /**
   * The fewest accepted posts at which a step without error can pass: ln δ / ln(1−α), rounded up.
   */
  public static long leastAccepted(double alpha, double delta) {
    return SampleSize.zeroError(
        1 - Quantiles.checkedAlpha(alpha), 1 - Quantiles.checkedAlpha(delta));
  }

  /**
   * The accuracy that the cheap stage needs so that the whole reaches the target, if the expensive
   * stage is taken as right.
   *
   * @param target accuracy of the whole
   * @param posts all posts
   * @param accepted posts that the cheap stage labels, at most {@code posts}
   * @return at least 0; {@code NaN} when the cheap stage labels nothing
   */
  public static double cheapStageTarget(double target, long posts, long accepted) {
    Binomial.checkCounts(accepted, posts);
    return accepted == 0
        ? Double.NaN
        : Math.max(0, (target * posts - (posts - accepted)) / accepted);
  }
}
