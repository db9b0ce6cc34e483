package io.assay.eval;

import org.jspecify.annotations.Nullable;

/**
 * A row of table {@code counts}: posts that are alike in everything that evaluation asks for.
 *
 * @param labelerB set for pairs
 * @param stratum what was known of the posts before any prediction
 * @param gold the label by people
 * @param llm the reference LLM's label
 * @param status of labeler's outcome; for pairs of both, joined by {@code |}
 * @param confidenceBin hundredths of the confidence, 0 to 99; null where there is none or no
 *     reference
 * @param n posts
 * @param sumW sum of their weights 1/π
 * @param sumW2 sum of the squared weights
 */
public record Count(
    String labeler,
    @Nullable String labelerB,
    String part,
    String stratum,
    @Nullable String gold,
    @Nullable String llm,
    @Nullable String predicted,
    @Nullable String predictedB,
    String status,
    @Nullable Integer confidenceBin,
    long n,
    double sumW,
    double sumW2) {

  /** Whether the labeler gave a label. */
  public boolean labelled() {
    return predicted != null;
  }

  /** Whether its label is the people's. */
  public boolean right() {
    return predicted != null && predicted.equals(gold);
  }

  /** Whether labeler B's label is the people's. */
  public boolean rightB() {
    return predictedB != null && predictedB.equals(gold);
  }

  /** Whether its label is the reference LLM's. */
  public boolean agrees() {
    return predicted != null && predicted.equals(llm);
  }
}
