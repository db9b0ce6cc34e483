package io.assay.io.answer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request, a row of {@code store/answers} and a line of the journal.
 *
 * @param requestHash of the redacted text
 * @param repeat which of several askings of the same text, from 0
 * @param raw the provider's body as it came, null when nothing came
 * @param finishReason in the provider's words, null when it said none
 * @param inputTokens as reported, 0 when nothing was
 * @param outputTokens as reported, 0 when nothing was
 * @param costMicroUsd of all attempts, at the worst price where it is not known; whole
 *     micro-dollars
 * @param latencyMs of the last attempt
 * @param attempts calls made for it
 * @param askedAt ISO instant of the last attempt
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StoredAnswer(
    String requestHash,
    int repeat,
    Outcome outcome,
    @Nullable String raw,
    @Nullable String finishReason,
    int inputTokens,
    int outputTokens,
    long costMicroUsd,
    int latencyMs,
    int attempts,
    String askedAt) {

  /** How a request ended. */
  public enum Outcome {
    /** About to be sent; stands in journals only. */
    @JsonProperty("intent")
    INTENT,
    /** A body with an answer came; the only outcome that is reused. */
    @JsonProperty("answered")
    ANSWERED,
    /** The provider refused or failed, and nothing more is owed than is written here. */
    @JsonProperty("failed")
    FAILED,
    /** It was sent and nobody knows what became of it. */
    @JsonProperty("unknown")
    UNKNOWN;

    /** The value that tables hold: the name in lower case. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A note that a call is about to be made, at what it costs if nothing more is heard of it. */
  public static StoredAnswer intent(
      String requestHash, int repeat, long worstMicroUsd, int attempt, Instant now) {
    return new StoredAnswer(
        requestHash,
        repeat,
        Outcome.INTENT,
        null,
        null,
        0,
        0,
        worstMicroUsd,
        0,
        attempt,
        now.toString());
  }

  /** Whether it may be used again without asking. */
  @JsonIgnore
  public boolean isAnswered() {
    return outcome == Outcome.ANSWERED;
  }
}
