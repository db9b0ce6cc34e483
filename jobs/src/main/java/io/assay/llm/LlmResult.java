package io.assay.llm;

import io.assay.config.LlmEndpoint.PriorCorrection;
import io.assay.llm.answer.LlmLabel;
import java.util.List;

/**
 * What came of asking.
 *
 * @param labels one row a post that has an answer or was asked in vain; posts that were not asked,
 *     for lack of money for example, have none
 * @param correction what was taken off the labels' scores, where they were scored
 */
public record LlmResult(List<LlmLabel> labels, PriorCorrection correction, AskSummary summary) {
  public LlmResult {
    labels = List.copyOf(labels);
  }
}
