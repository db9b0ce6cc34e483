package io.assay.llm;

import java.util.List;

/**
 * What came of asking.
 *
 * @param labels one row a post that has an answer or was asked in vain; posts that were not asked,
 *     for lack of money for example, have none
 */
public record LlmResult(List<LlmLabel> labels, AskSummary summary) {
  public LlmResult {
    labels = List.copyOf(labels);
  }
}
