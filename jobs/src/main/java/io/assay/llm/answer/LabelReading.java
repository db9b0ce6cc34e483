package io.assay.llm.answer;

import io.assay.config.LlmEndpoint;
import io.assay.config.LlmEndpoint.PriorCorrection;
import io.assay.io.answer.StoredAnswer;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.prompt.LlmQuestion;
import io.assay.llm.prompt.PreparedQuestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads labels from the answers to one question. */
public record LabelReading(
    LlmQuestion question, LlmEndpoint endpoint, PreparedQuestion prepared, AnswerCodes codes) {

  /** How the scores were corrected, and what came of it. */
  public record Labels(PriorCorrection correction, List<LlmLabel> rows) {}

  /** A label for each post that has an answer, in the posts' order. */
  public Labels of(List<LlmQuestion.Post> posts, List<StoredAnswer> answers) {
    AnswerParser parser = new AnswerParser(endpoint, prepared.options(), codes);
    PriorCorrection correction = endpoint.priorCorrection();
    if (correction != PriorCorrection.TUNE) {
      return new Labels(correction, labels(posts, answers, parser.parse(answers, correction)));
    }
    List<LlmLabel> plain = labels(posts, answers, parser.parse(answers, PriorCorrection.NONE));
    List<LlmLabel> corrected =
        labels(posts, answers, parser.parse(answers, PriorCorrection.BATCH_MEAN));
    return right(corrected) > right(plain)
        ? new Labels(PriorCorrection.BATCH_MEAN, corrected)
        : new Labels(PriorCorrection.NONE, plain);
  }

  private long right(List<LlmLabel> labels) {
    return labels.stream()
        .filter(label -> label.label() != null)
        .filter(label -> Objects.equals(question.tune().get(label.postId()), label.label()))
        .count();
  }

  private List<LlmLabel> labels(
      List<LlmQuestion.Post> posts, List<StoredAnswer> answers, List<LlmAnswer> parsed) {
    Map<String, Integer> place = new HashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      place.put(answers.get(i).requestHash(), i);
    }
    List<LlmLabel> labels = new ArrayList<>();
    for (LlmQuestion.Post post : posts) {
      Integer at = place.get(PreparedQuestion.hash(post));
      if (at != null) {
        labels.add(label(post.postId(), answers.get(at), parsed.get(at)));
      }
    }
    return labels;
  }

  private LlmLabel label(String postId, StoredAnswer answer, LlmAnswer meaning) {
    return new LlmLabel(
        postId,
        question.labeler(),
        meaning.status(),
        meaning.label(),
        meaning.confidence(),
        answer.requestHash(),
        answer.inputTokens(),
        answer.outputTokens(),
        answer.costMicroUsd(),
        answer.latencyMs(),
        prepared.model().name(),
        prepared.key().digest());
  }
}
