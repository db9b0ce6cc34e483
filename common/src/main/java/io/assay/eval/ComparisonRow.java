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

  /** The same with the p-value adjusted. */
  ComparisonRow withAdjusted(double adjusted) {
    return new ComparisonRow(
        labelerA, labelerB, metric, difference, lower, upper, pValue, adjusted, method, n);
  }
}
