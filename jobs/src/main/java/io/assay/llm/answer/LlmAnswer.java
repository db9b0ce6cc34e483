package io.assay.llm.answer;

import org.jspecify.annotations.Nullable;

/**
 * What an answer means.
 *
 * @param label set exactly when the status is {@link LlmStatus#LABELLED}
 * @param confidence of the label, 0 to 1; null where the server tells no probabilities
 * @param words what the provider said, shortened
 */
record LlmAnswer(
    LlmStatus status, @Nullable String label, @Nullable Double confidence, String words) {

  private static final int MOST_WORDS = 200;

  LlmAnswer {
    if ((status == LlmStatus.LABELLED) != (label != null)) {
      throw new IllegalArgumentException("a label goes with status labelled, got " + status);
    }
    if (words.length() > MOST_WORDS) {
      words = words.substring(0, MOST_WORDS);
    }
  }

  static LlmAnswer without(LlmStatus status, String words) {
    return new LlmAnswer(status, null, null, words);
  }
}
