package io.assay.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion as it came, read with nothing taken for granted.
 *
 * @param content what the model wrote, empty if nothing
 * @param refusal why it would not, in its words; null if it did not refuse
 * @param finishReason in the provider's words
 * @param usage null where it is missing or cannot be
 * @param tokens of the answer, where the server tells probabilities
 */
public record Completion(
    String content,
    @Nullable String refusal,
    @Nullable String finishReason,
    @Nullable Usage usage,
    List<Token> tokens) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** More tokens than any call has: a larger number is a mistake, not a bill. */
  private static final long TOKENS_LIMIT = 1_000_000_000L;

  /**
   * What is billed.
   *
   * @param inputTokens at least 1
   * @param outputTokens at least 0
   */
  public record Usage(int inputTokens, int outputTokens) {}

  /**
   * One token of the answer.
   *
   * @param logProbability of the token that was written, NaN if not told
   * @param likely what could have stood in its place
   */
  public record Token(double logProbability, List<Likely> likely) {}

  /**
   * A token that could have been written.
   *
   * @param id in the vocabulary, {@link AnswerCodes#NO_TOKEN} if not told
   */
  public record Likely(int id, String text, double probability) {}

  /** The completion in a body; empty if the body holds none. */
  public static Optional<Completion> read(@Nullable String body) {
    JsonNode choice = tree(body).path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      return Optional.empty();
    }
    List<Token> tokens = new ArrayList<>();
    choice.path("logprobs").path("content").forEach(token -> tokens.add(token(token)));
    return Optional.of(
        new Completion(
            message.path("content").asText(""),
            text(message.path("refusal")),
            text(choice.path("finish_reason")),
            usage(body).orElse(null),
            tokens));
  }

  /** The usage in a body, be it an answer or an error; empty where the numbers cannot be. */
  public static Optional<Usage> usage(@Nullable String body) {
    JsonNode usage = tree(body).path("usage");
    JsonNode input = usage.path("prompt_tokens");
    JsonNode output = usage.path("completion_tokens");
    boolean credible =
        input.isIntegralNumber()
            && output.isIntegralNumber()
            && within(input, 1)
            && within(output, 0);
    return credible
        ? Optional.of(new Usage(input.intValue(), output.intValue()))
        : Optional.empty();
  }

  /** Code, type and message of an error body as one text in lower case, for recognising it only. */
  public static String error(String body) {
    JsonNode error = tree(body).path("error");
    return (error.path("code").asText()
            + " "
            + error.path("type").asText()
            + " "
            + error.path("message").asText())
        .toLowerCase(Locale.ROOT);
  }

  private static boolean within(JsonNode number, long least) {
    return number.canConvertToLong()
        && number.longValue() >= least
        && number.longValue() <= TOKENS_LIMIT;
  }

  private static Token token(JsonNode node) {
    List<Likely> likely = new ArrayList<>();
    node.path("top_probs").forEach(one -> likely.add(likely(one, one.path("prob").asDouble(0))));
    node.path("top_logprobs")
        .forEach(
            one ->
                likely.add(
                    likely(one, Math.exp(one.path("logprob").asDouble(Double.NEGATIVE_INFINITY)))));
    double probability = Math.log(node.path("prob").asDouble(Double.NaN));
    return new Token(node.path("logprob").asDouble(probability), likely);
  }

  private static Likely likely(JsonNode node, double probability) {
    return new Likely(
        node.path("id").asInt(AnswerCodes.NO_TOKEN), node.path("token").asText(), probability);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }

  private static JsonNode tree(@Nullable String body) {
    try {
      return body == null ? JSON.missingNode() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
