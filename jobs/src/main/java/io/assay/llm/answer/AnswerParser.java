package io.assay.llm.answer;

import io.assay.config.LlmEndpoint;
import io.assay.config.LlmEndpoint.PriorCorrection;
import io.assay.config.LlmEndpoint.Scoring;
import io.assay.io.answer.StoredAnswer;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.call.AnswerOptions;
import io.assay.llm.call.Completion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From raw answers to labels. All answers to one prompt are parsed together, since a correction may
 * look at the whole batch. Nothing that comes in makes it throw.
 */
final class AnswerParser {
  private final Scoring scoring;
  private final AnswerOptions options;
  private final AnswerCodes codes;
  private final AnswerText text;

  AnswerParser(LlmEndpoint endpoint, AnswerOptions options, AnswerCodes codes) {
    this.scoring = endpoint.scoring();
    this.options = options;
    this.codes = codes;
    this.text = new AnswerText(options.answers());
  }

  /**
   * What each of the answers means, in their order.
   *
   * @param correction of the scores where they are scored; not {@link PriorCorrection#TUNE}
   */
  List<LlmAnswer> parse(List<StoredAnswer> answers, PriorCorrection correction) {
    return scoring == Scoring.FIRST_TOKEN
        ? scored(answers, correction)
        : answers.stream().map(this::written).toList();
  }

  private List<LlmAnswer> scored(List<StoredAnswer> answers, PriorCorrection correction) {
    List<double[]> batch = new ArrayList<>();
    Map<Integer, Integer> place = new HashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      Optional<double[]> probabilities = probabilities(answers.get(i));
      if (probabilities.isPresent()) {
        place.put(i, batch.size());
        batch.add(LabelScores.log(probabilities.get()));
      }
    }
    List<double[]> corrected = LabelScores.corrected(batch, correction);
    List<LlmAnswer> parsed = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Integer at = place.get(i);
      parsed.add(at == null ? unscored(answers.get(i)) : best(corrected.get(at)));
    }
    return parsed;
  }

  private LlmAnswer best(double[] scores) {
    double[] shares = LabelScores.softmax(scores);
    int best = LabelScores.best(shares);
    return meaning(
        codes.codes().get(best).answer(), shares[best], codes.codes().get(best).written());
  }

  /** The answers' probabilities in their order; empty where the server told none of them. */
  private Optional<double[]> probabilities(StoredAnswer answer) {
    if (!answer.isAnswered()) {
      return Optional.empty();
    }
    List<Completion.Likely> likely =
        Completion.read(answer.raw()).stream()
            .flatMap(completion -> completion.tokens().stream().limit(1))
            .flatMap(token -> token.likely().stream())
            .toList();
    double[] probabilities =
        codes.codes().stream().mapToDouble(code -> probability(code, likely)).toArray();
    double sum = Arrays.stream(probabilities).sum();
    return sum > 0 ? Optional.of(probabilities) : Optional.empty();
  }

  private static double probability(AnswerCodes.Code code, List<Completion.Likely> likely) {
    return likely.stream()
        .filter(
            one ->
                one.id() == AnswerCodes.NO_TOKEN
                    ? one.text().equals(code.token())
                    : one.id() == code.tokenId())
        .mapToDouble(Completion.Likely::probability)
        .filter(p -> p >= 0 && p <= 1)
        .sum();
  }

  private LlmAnswer unscored(StoredAnswer answer) {
    Optional<LlmAnswer> none = withoutAnswer(answer);
    return none.orElseGet(
        () -> LlmAnswer.without(LlmStatus.INVALID, "no label among the likely tokens"));
  }

  private LlmAnswer written(StoredAnswer answer) {
    Optional<LlmAnswer> none = withoutAnswer(answer);
    if (none.isPresent()) {
      return none.get();
    }
    Completion completion = Completion.read(answer.raw()).orElseThrow();
    if ("length".equals(completion.finishReason())) {
      return LlmAnswer.without(LlmStatus.TRUNCATED, completion.content());
    }
    return text.read(completion.content())
        .map(found -> meaning(found, confidence(completion), completion.content()))
        .orElseGet(() -> LlmAnswer.without(LlmStatus.INVALID, completion.content()));
  }

  private LlmAnswer meaning(String answer, @Nullable Double confidence, String words) {
    return answer.equals(options.abstention())
        ? LlmAnswer.without(LlmStatus.ABSTAINED, words)
        : new LlmAnswer(LlmStatus.LABELLED, answer, confidence, words);
  }

  /** Errors and refusals, which both ways of scoring treat alike. */
  private static Optional<LlmAnswer> withoutAnswer(StoredAnswer answer) {
    String raw = answer.raw();
    if (!answer.isAnswered()) {
      // Azure answers a filtered prompt with an error instead of a completion.
      boolean filtered = raw != null && Completion.error(raw).contains("content_filter");
      return Optional.of(
          LlmAnswer.without(
              filtered ? LlmStatus.REFUSED : LlmStatus.ERROR, raw == null ? "no answer" : raw));
    }
    Optional<Completion> read = Completion.read(raw);
    if (read.isEmpty()) {
      return Optional.of(LlmAnswer.without(LlmStatus.INVALID, raw == null ? "" : raw));
    }
    Completion completion = read.get();
    boolean refused =
        completion.refusal() != null || "content_filter".equals(completion.finishReason());
    return refused
        ? Optional.of(
            LlmAnswer.without(
                LlmStatus.REFUSED,
                completion.refusal() == null ? "content_filter" : completion.refusal()))
        : Optional.empty();
  }

  /** Probability of all that was written, where the server tells it. */
  private static @Nullable Double confidence(Completion completion) {
    double sum = completion.tokens().stream().mapToDouble(Completion.Token::logProbability).sum();
    boolean told = !completion.tokens().isEmpty() && sum <= 0;
    return told ? Math.exp(sum) : null;
  }
}
