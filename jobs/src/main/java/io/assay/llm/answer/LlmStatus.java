package io.assay.llm.answer;

import java.util.Locale;

/** What became of a post that an LLM was asked about. */
public enum LlmStatus {
  LABELLED,
  /** The model chose the prompt's way to say "none of these". */
  ABSTAINED,
  /** The answer is not in the list, or empty. */
  INVALID,
  /** The model or its provider would not answer. */
  REFUSED,
  /** The answer was cut off by the limit on its length. */
  TRUNCATED,
  /** There is no answer. */
  ERROR;

  /** The value that tables hold: the name in lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
