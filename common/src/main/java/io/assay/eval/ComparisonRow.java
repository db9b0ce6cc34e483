package io.assay.eval;

import org.jspecify.annotations.Nullable;

/**
 * Labeler A against labeler B on the same posts, a row of table {@code comparison}.
 *
 * @param difference A minus B
 * @param pValue two-sided, before adjustment
 * @param pAdjusted over all pairs of the run
 * @param n posts that both were scored on
 */
public record ComparisonRow(
    String labelerA,
    String labelerB,
    String metric,
    @Nullable Double difference,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double pValue,
    @Nullable Double pAdjusted,
    String method,
    long n) {

  /** Whether it compares this labeler. */
  public boolean isOf(String labeler) {
    return labelerA.equals(labeler) || labelerB.equals(labeler);
  }

  /** Whom it compares this labeler with. */
  public String other(String labeler) {
    return labelerA.equals(labeler) ? labelerB : labelerA;
  }

  /** Whether the two can be told apart; not where nothing was tested. */
  public boolean isSignificant(double alpha) {
    return pAdjusted != null && pAdjusted < alpha;
  }

  /** B against A. */
  public ComparisonRow turned() {
    return new ComparisonRow(
        labelerB,
        labelerA,
        metric,
        negated(difference),
        negated(upper),
        negated(lower),
        pValue,
        pAdjusted,
        method,
        n);
  }

  private static @Nullable Double negated(@Nullable Double value) {
    return value == null ? null : -value;
  }

  /** The same with the p-value adjusted. */
  ComparisonRow withAdjusted(double adjusted) {
    return new ComparisonRow(
        labelerA, labelerB, metric, difference, lower, upper, pValue, adjusted, method, n);
  }
}
