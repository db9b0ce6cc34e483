package io.assay.llm;

import io.assay.cost.Money;
import io.assay.cost.Range;
import org.jspecify.annotations.Nullable;

/**
 * What asking will take, told before anything is sent.
 *
 * @param texts distinct texts wanted
 * @param stored of these, answered before
 * @param inputTokens of the requests that have to be sent
 * @param outputTokens of their answers
 * @param usd null where nothing was measured that a price could be made of
 * @param hours by the clock, null where nothing is known of the server's speed
 * @param worst what is reserved for all of them together: it cannot cost more
 * @param measured whether token counts are those of earlier answers, not guessed from bytes
 */
public record AskEstimate(
    int texts,
    int stored,
    Range inputTokens,
    Range outputTokens,
    @Nullable Range usd,
    @Nullable Range hours,
    Money worst,
    boolean measured) {

  /** Texts that have to be asked. */
  public int toAsk() {
    return texts - stored;
  }

  /** Both askings. */
  public AskEstimate plus(AskEstimate other) {
    return new AskEstimate(
        texts + other.texts,
        stored + other.stored,
        inputTokens.plus(other.inputTokens),
        outputTokens.plus(other.outputTokens),
        sum(usd, other.usd),
        sum(hours, other.hours),
        worst.plus(other.worst),
        measured && other.measured);
  }

  private static @Nullable Range sum(@Nullable Range one, @Nullable Range other) {
    return one == null || other == null ? null : one.plus(other);
  }
}
