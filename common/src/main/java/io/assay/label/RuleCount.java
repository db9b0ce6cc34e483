package io.assay.label;

/**
 * What one rule does on labelled posts.
 *
 * @param origin {@code written}, or {@code suggested} by the odds of a hashtag that no rule knows
 * @param posts that it matches
 * @param right of these, those whose gold is its label
 * @param overlaps of these, those that another rule matches too
 * @param conflicts of these, those that a rule for another label matches
 * @param of labelled posts in all
 */
public record RuleCount(
    String labeler,
    String rule,
    String label,
    String origin,
    long posts,
    long right,
    long overlaps,
    long conflicts,
    long of) {
  public static final String WRITTEN = "written";
  public static final String SUGGESTED = "suggested";

  /** Whether the task's file has it. */
  public boolean isWritten() {
    return origin.equals(WRITTEN);
  }
}
