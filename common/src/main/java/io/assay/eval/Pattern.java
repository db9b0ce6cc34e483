package io.assay.eval;

import java.util.List;

/**
 * Gold posts on which the same labelers erred, a row of table {@code patterns}.
 *
 * @param part of the posts
 * @param gold their label by people
 * @param wrong labelers that were not right, in the task's order; an abstention is not right
 * @param absent labelers that were not asked
 * @param n posts
 * @param examples ids of some of them; only of part tune, as posts of test must stay unread
 */
public record Pattern(
    String part,
    String gold,
    List<String> wrong,
    List<String> absent,
    long n,
    List<String> examples) {

  public Pattern {
    wrong = List.copyOf(wrong);
    absent = List.copyOf(absent);
    examples = List.copyOf(examples);
  }
}
