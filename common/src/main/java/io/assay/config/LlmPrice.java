package io.assay.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where the price of an LLM stands: either a {@code name}, or the price itself with its date.
 *
 * @param name an entry of {@code prices.yaml}, or {@code cpu} for a local model that is charged by
 *     the CPU time of its server
 * @param inputUsdPerMillion dollars per million input tokens
 * @param outputUsdPerMillion dollars per million output tokens
 * @param asOf day on which this was the price
 */
public record LlmPrice(
    @Nullable String name,
    @Within(min = 0) @Nullable BigDecimal inputUsdPerMillion,
    @Within(min = 0) @Nullable BigDecimal outputUsdPerMillion,
    @Nullable LocalDate asOf)
    implements Serializable {

  private static final String CPU = "cpu";

  public LlmPrice {
    boolean inline = inputUsdPerMillion != null && outputUsdPerMillion != null && asOf != null;
    boolean nothingInline =
        inputUsdPerMillion == null && outputUsdPerMillion == null && asOf == null;
    if (name == null ? !inline : !nothingInline) {
      throw new IllegalArgumentException(
          "give a name of prices.yaml, cpu, or"
              + " {input_usd_per_million, output_usd_per_million, as_of}");
    }
  }

  /** The price with this name in {@code prices.yaml}, or {@code cpu}. */
  @JsonCreator
  public static LlmPrice of(String name) {
    return new LlmPrice(name, null, null, null);
  }

  /** Whether the model is charged by CPU time instead of by tokens. */
  public boolean isCpu() {
    return CPU.equals(name);
  }
}
