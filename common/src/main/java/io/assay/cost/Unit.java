package io.assay.cost;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What quantities of the ledger are counted in; it says which price holds. */
public enum Unit {
  PERSON_HOURS,
  /** Labels by people. */
  GOLD_LABELS,
  /** Labels that an LLM gave, at what it charged for them. */
  LLM_LABELS,
  /** Labels made elsewhere, at what was paid for them. */
  IMPORTED_LABELS,
  /** Of Spark: more cores make it faster. */
  CORE_HOURS,
  /** Of a model server beside Spark: they cost, and its time is counted in {@link #CALL_HOURS}. */
  SERVER_CORE_HOURS,
  /** Waiting for calls at the rate that was measured. */
  CALL_HOURS,
  INPUT_TOKENS,
  OUTPUT_TOKENS,
  /** Of the clock, for the corpus. */
  HOURS;

  /** The value in tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The unit of a table value.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Unit of(String key) {
    return Stream.of(values())
        .filter(unit -> unit.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is no unit"));
  }

  /** Whether a quantity of it tells how long the work takes. */
  boolean takesTime() {
    return this == CORE_HOURS || this == CALL_HOURS;
  }

  /** Its price, where the price file has one whatever the item. */
  Optional<BigDecimal> usd(Prices prices) {
    return switch (this) {
      case PERSON_HOURS -> Optional.of(prices.personHourUsd());
      case GOLD_LABELS -> Optional.of(prices.goldLabelUsd());
      case CORE_HOURS, SERVER_CORE_HOURS -> Optional.of(prices.coreHourUsd());
      case CALL_HOURS, HOURS -> Optional.of(BigDecimal.ZERO);
      case LLM_LABELS, IMPORTED_LABELS, INPUT_TOKENS, OUTPUT_TOKENS -> Optional.empty();
    };
  }
}
