package io.assay.cost;

import io.assay.config.Default;
import io.assay.config.Within;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of {@code prices.yaml}.
 *
 * @param litellm a further source of model prices; those of {@code models} win
 */
record PriceFile(
    LocalDate asOf,
    @Within(min = 0) BigDecimal coreHourUsd,
    @Within(min = 0) BigDecimal personHourUsd,
    @Within(min = 0) BigDecimal goldLabelUsd,
    @Default("{}") Map<String, Model> models,
    @Nullable LiteLlm litellm) {

  /** One model; {@code as_of} is the file's unless given. */
  record Model(
      @Within(min = 0) BigDecimal inputUsdPerMillion,
      @Within(min = 0) BigDecimal outputUsdPerMillion,
      @Nullable LocalDate asOf) {

    TokenPrice priced(String name, LocalDate fileAsOf) {
      return new TokenPrice(
          name, inputUsdPerMillion, outputUsdPerMillion, asOf == null ? fileAsOf : asOf);
    }
  }

  /**
   * A file in LiteLLM's format.
   *
   * @param file relative to the price file
   * @param asOf day on which it was fetched: it holds no dates
   */
  record LiteLlm(String file, LocalDate asOf) {}
}
