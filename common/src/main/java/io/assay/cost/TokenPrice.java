package io.assay.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * What an LLM charges.
 *
 * @param name entry of the price file, or {@code inline}
 * @param inputUsdPerMillion dollars per million input tokens, at least 0
 * @param outputUsdPerMillion dollars per million output tokens, at least 0
 * @param asOf day on which this was the price
 */
public record TokenPrice(
    String name, BigDecimal inputUsdPerMillion, BigDecimal outputUsdPerMillion, LocalDate asOf) {

  /** Tokens that a chat format may put around a prompt. */
  private static final int FRAME_TOKENS = 64;

  public TokenPrice {
    if (inputUsdPerMillion.signum() < 0 || outputUsdPerMillion.signum() < 0) {
      throw new IllegalArgumentException("price of " + name + " is negative");
    }
  }

  /**
   * The price of one call, rounded up once to a whole micro-dollar.
   *
   * @param inputTokens at least 0
   * @param outputTokens at least 0
   */
  public Money cost(long inputTokens, long outputTokens) {
    // Dollars per million tokens are micro-dollars per token.
    BigDecimal microUsd =
        inputUsdPerMillion
            .multiply(BigDecimal.valueOf(inputTokens))
            .add(outputUsdPerMillion.multiply(BigDecimal.valueOf(outputTokens)));
    return new Money(microUsd.setScale(0, RoundingMode.CEILING).longValueExact());
  }

  /**
   * The same at a share of it, for example half in a batch.
   *
   * @param share 0 to 1
   */
  public TokenPrice times(double share) {
    BigDecimal factor = BigDecimal.valueOf(share);
    return new TokenPrice(
        name, inputUsdPerMillion.multiply(factor), outputUsdPerMillion.multiply(factor), asOf);
  }

  /**
   * What one attempt can cost at most: a token is at least one byte of UTF-8.
   *
   * @param prompt everything that is sent
   * @param maxOutputTokens limit sent with the call
   */
  public Money worstCase(String prompt, int maxOutputTokens) {
    long bytes = prompt.getBytes(StandardCharsets.UTF_8).length;
    return cost(bytes + FRAME_TOKENS, maxOutputTokens);
  }
}
