package io.assay.llm.call;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * How the model writes each answer, and the token by which it is told from the others.
 *
 * @param codes one an answer, in the order of {@link AnswerOptions#answers()}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AnswerCodes(List<Code> codes) {
  /** No token: the answer is read as text. */
  public static final int NO_TOKEN = -1;

  /**
   * One answer.
   *
   * @param answer label or abstention
   * @param written the answer itself, or a letter for it
   * @param token text of the first token of {@code written}
   * @param tokenId its number in the model's vocabulary, {@link #NO_TOKEN} where it is not used
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Code(String answer, String written, String token, int tokenId) {}

  public AnswerCodes {
    codes = List.copyOf(codes);
  }

  /** Every answer in its own words. */
  public static AnswerCodes words(List<String> answers) {
    return new AnswerCodes(
        answers.stream().map(answer -> new Code(answer, answer, answer, NO_TOKEN)).toList());
  }

  /** What the model writes for an answer. */
  public String written(String answer) {
    return codes.stream()
        .filter(code -> code.answer().equals(answer))
        .findFirst()
        .map(Code::written)
        .orElseThrow(() -> new IllegalArgumentException("no answer " + answer));
  }
}
