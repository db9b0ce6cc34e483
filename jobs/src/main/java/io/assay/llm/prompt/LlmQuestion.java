package io.assay.llm.prompt;

import java.util.List;
import java.util.Map;

/**
 * What an LLM labeler asks.
 *
 * @param labeler its name in the task file
 * @param labels label to descriptions, in the task's order, which breaks ties
 * @param tune gold of sampled posts of part tune by their ids, which a choice may be made by
 * @param shots examples from part train, as they are; they are redacted before they are shown
 */
public record LlmQuestion(
    String labeler,
    Map<String, List<String>> labels,
    PromptTemplate template,
    List<Shot> shots,
    Map<String, String> tune) {

  /** A post to ask about, its text as it is; it is redacted before it is sent. */
  public record Post(String postId, String text) {}
}
