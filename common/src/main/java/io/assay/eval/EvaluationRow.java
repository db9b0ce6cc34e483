package io.assay.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One measured quantity, a row of table {@code evaluation}; the first five fields are its key.
 *
 * @param reference {@code gold}, {@code llm} or {@code gold+llm}
 * @param metric for example {@code accuracy}, {@code coverage}, {@code f1}
 * @param slice {@code all}, {@code label=funny}, {@code has_hashtag=true}, {@code part=train} …
 * @param method how it was estimated; {@code census} where nothing was sampled
 * @param value null where undefined
 * @param lower lower limit at {@code level}, null where there is no interval
 * @param upper upper limit at {@code level}, null where there is no interval
 * @param level two-sided confidence level, 0 to 1
 * @param n posts behind the value
 * @param nEffective the same after weights, null where not weighted
 * @param primary whether it is the one to show for its labeler, metric and slice
 * @param warnings short codes, for example {@code exploratory}
 */
public record EvaluationRow(
    String labeler,
    String reference,
    String metric,
    String slice,
    String method,
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    double level,
    long n,
    @Nullable Double nEffective,
    boolean primary,
    List<String> warnings) {

  public EvaluationRow {
    warnings = List.copyOf(warnings);
  }

  /** The same with other warnings. */
  EvaluationRow withWarnings(List<String> others) {
    return new EvaluationRow(
        labeler,
        reference,
        metric,
        slice,
        method,
        value,
        lower,
        upper,
        level,
        n,
        nEffective,
        primary,
        others);
  }
}
