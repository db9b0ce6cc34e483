package io.assay.llm.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.LlmEndpoint.PriorCorrection;
import io.assay.io.answer.StoredAnswer;
import io.assay.io.answer.StoredAnswer.Outcome;
import io.assay.llm.AskHarness;
import io.assay.llm.ScriptedServer;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.call.AnswerCodes.Code;
import io.assay.llm.call.AnswerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {
  private static final AnswerOptions OPTIONS =
      new AnswerOptions(
          Map.of("funny", List.of(), "Cute Animal", List.of(), "übel", List.of()), "unsure");

  @TempDir Path folder;

  private LlmAnswer parse(StoredAnswer answer) throws IOException {
    var endpoint = AskHarness.endpoint(folder, "http://x/v1", "answer_style: none");
    AnswerCodes words = AnswerCodes.words(OPTIONS.answers());
    return new AnswerParser(endpoint, OPTIONS, words)
        .parse(List.of(answer), PriorCorrection.NONE)
        .get(0);
  }

  private static StoredAnswer stored(Outcome outcome, @Nullable String raw) {
    return new StoredAnswer("h", 0, outcome, raw, null, 0, 0, 0, 0, 1, "2026-11-20T10:00:00Z");
  }

  private static StoredAnswer said(String content) {
    return stored(Outcome.ANSWERED, ScriptedServer.says(content).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "funny",
        " Funny.\n",
        "FUNNY!",
        "Label: funny.",
        "label = funny",
        "The label is: **funny**",
        "Answer: \"funny\"",
        "Output: Label: funny",
        "- funny",
        "'funny'",
        "`funny`",
        "```\nfunny\n```",
        "```json\n{\"label\": \"funny\"}\n```",
        "{\"label\":\"Funny\"}",
        "{\"mood\":\"funny\"}",
        "Sure! {\"label\": \"funny\"} Anything else?",
        "funny. It made me laugh.",
        "funny - a joke about mops",
        "funny\nbecause of the mop",
        "ｆｕｎｎｙ"
      })
  void readsKindly(String content) throws IOException {
    assertThat(parse(said(content)).label()).isEqualTo("funny");
  }

  @ParameterizedTest
  @CsvSource({"cute animal, Cute Animal", "ÜBEL, übel", "'Label: Cute animal.', Cute Animal"})
  void givesLabelsAsTheTaskWritesThem(String content, String label) throws IOException {
    assertThat(parse(said(content)).label()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "purple",
        "",
        "   ",
        "not funny",
        "funny or übel",
        "funny. Or rather übel.",
        "funnyish",
        "lustig",
        "...",
        "{\"label\":\"purple\"}",
        "{\"label\":null}",
        "{\"label\":",
        "I cannot tell."
      })
  void whatIsNotInTheListIsInvalid(String content) throws IOException {
    LlmAnswer answer = parse(said(content));
    assertThat(answer.status()).isEqualTo(LlmStatus.INVALID);
    assertThat(answer.label()).isNull();
    assertThat(answer.words()).isEqualTo(content);
  }

  @Test
  void thePromptsWayOutIsAnAbstention() throws IOException {
    assertThat(parse(said("Unsure.")).status()).isEqualTo(LlmStatus.ABSTAINED);
  }

  @Test
  void cutOffIsTruncatedWhateverItSays() throws IOException {
    String raw = ScriptedServer.completion("funny", "length", "{}").body();
    assertThat(parse(stored(Outcome.ANSWERED, raw)).status()).isEqualTo(LlmStatus.TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"finish_reason\":\"content_filter\",\"message\":{\"content\":\"funny\"}}]}",
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":null,\"refusal\":\"I will not\"}}]}"
      })
  void refusalsAreRefused(String raw) throws IOException {
    assertThat(parse(stored(Outcome.ANSWERED, raw)).status()).isEqualTo(LlmStatus.REFUSED);
  }

  @Test
  void aFilteredPromptIsRefusedToo() throws IOException {
    String raw = "{\"error\":{\"code\":\"content_filter\",\"message\":\"policy\"}}";
    assertThat(parse(stored(Outcome.FAILED, raw)).status()).isEqualTo(LlmStatus.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"FAILED", "UNKNOWN"})
  void noAnswerIsAnError(Outcome outcome) throws IOException {
    assertThat(parse(stored(outcome, null)).status()).isEqualTo(LlmStatus.ERROR);
    assertThat(parse(stored(outcome, "<html>")).words()).isEqualTo("<html>");
  }

  @Test
  void confidenceIsTheProbabilityOfAllThatWasWritten() throws IOException {
    String raw =
        "{\"choices\":[{\"message\":{\"content\":\"funny\"},\"logprobs\":{\"content\":["
            + "{\"token\":\"fun\",\"logprob\":-0.5},{\"token\":\"ny\",\"logprob\":-0.25}]}}]}";
    assertThat(parse(stored(Outcome.ANSWERED, raw)).confidence())
        .isCloseTo(Math.exp(-0.75), within(1e-12));
    assertThat(parse(said("funny")).confidence()).isNull();
  }

  @Test
  void firstTokensGiveLabelAndConfidence() throws IOException {
    List<LlmAnswer> answers = scored("none", probs(0.2, 0.6), probs(0.3, 0.3));
    assertThat(answers.get(0).label()).isEqualTo("cute");
    assertThat(answers.get(0).confidence()).isCloseTo(0.75, within(1e-12));
    // Equal scores go to the first label.
    assertThat(answers.get(1).label()).isEqualTo("funny");
    assertThat(answers.get(1).confidence()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void theMeanOverTheBatchIsTakenOff() throws IOException {
    // The model likes cute; against its mean the second post is funny.
    List<LlmAnswer> answers = scored("batch-mean", probs(0.1, 0.9), probs(0.4, 0.6));
    assertThat(answers).extracting(LlmAnswer::label).containsExactly("cute", "funny");
    // By hand: score differences ln(.1/.9) and ln(.4/.6), mean taken off, logistic.
    double half = (Math.log(0.4 / 0.6) - Math.log(0.1 / 0.9)) / 2;
    assertThat(answers.get(1).confidence()).isCloseTo(1 / (1 + Math.exp(-half)), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"message\":{\"content\":\"x\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"x\"},\"logprobs\":{\"content\":[{\"top_probs\":[{\"id\":99,\"prob\":1}]}]}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"x\"},\"logprobs\":{\"content\":[{\"top_probs\":[{\"id\":1,\"prob\":-4}]}]}}]}"
      })
  void withoutTheLabelsProbabilitiesAScoreIsInvalid(String raw) throws IOException {
    assertThat(scored("batch-mean", stored(Outcome.ANSWERED, raw), probs(0.5, 0.4)))
        .extracting(LlmAnswer::status)
        .containsExactly(LlmStatus.INVALID, LlmStatus.LABELLED);
  }

  private List<LlmAnswer> scored(String correction, StoredAnswer... answers) throws IOException {
    var endpoint =
        AskHarness.endpoint(
            folder, "http://x/v1", "scoring: first-token\nprior_correction: " + correction);
    AnswerCodes codes =
        new AnswerCodes(
            List.of(new Code("funny", "funny", "fun", 1), new Code("cute", "cute", "c", 2)));
    AnswerOptions options =
        new AnswerOptions(
            new ObjectMapper()
                .readValue(
                    "{\"funny\":[],\"cute\":[]}",
                    new com.fasterxml.jackson.core.type.TypeReference<
                        Map<String, List<String>>>() {}),
            null);
    return new AnswerParser(endpoint, options, codes)
        .parse(List.of(answers), endpoint.priorCorrection());
  }

  private static StoredAnswer probs(double funny, double cute) {
    return stored(
        Outcome.ANSWERED,
        ("{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"c\"},\"logprobs\":{\"content\":["
                + "{\"prob\":0.5,\"top_probs\":[{\"id\":2,\"prob\":%s},{\"id\":1,\"prob\":%s}]}]}}]}")
            .formatted(cute, funny));
  }
}
