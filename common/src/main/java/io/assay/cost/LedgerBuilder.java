package io.assay.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Fills the {@link Ledger} of one labeler. Quantities of 0 leave no row. */
public final class LedgerBuilder {
  static final String TRAINING_LABELS = "training-labels";

  private static final double SECONDS_AN_HOUR = 3600;

  private final String labeler;
  private final Prices prices;
  private final List<CostRow> rows = new ArrayList<>();

  LedgerBuilder(String labeler, Prices prices) {
    this.labeler = labeler;
    this.prices = prices;
  }

  /** People's hours to make it, as the task file states them. */
  public LedgerBuilder effort(double hours) {
    return add(CostKind.FIXED, "effort", hours, Unit.PERSON_HOURS, Basis.STATED);
  }

  /** Labels by people that it learned from. */
  public LedgerBuilder goldTrainingLabels(long count) {
    return add(CostKind.FIXED, TRAINING_LABELS, (double) count, Unit.GOLD_LABELS, Basis.STATED);
  }

  /**
   * Labels by an LLM that it learned from.
   *
   * @param spent what all of them cost
   * @param asOf date of that price, ISO
   */
  public LedgerBuilder llmTrainingLabels(long count, Money spent, String asOf, Basis basis) {
    if (count > 0) {
      BigDecimal each =
          spent.usd().divide(BigDecimal.valueOf(count), Ledger.SCALE, RoundingMode.HALF_UP);
      row(CostKind.FIXED, TRAINING_LABELS, (double) count, Unit.LLM_LABELS, each, asOf, basis);
    }
    return this;
  }

  /** Compute of training in core-seconds. */
  public LedgerBuilder trainingCompute(double coreSeconds, Basis basis) {
    return add(
        CostKind.FIXED, "training-compute", coreSeconds / SECONDS_AN_HOUR, Unit.CORE_HOURS, basis);
  }

  /** Compute of making a smaller model out of a larger one, in core-seconds. */
  public LedgerBuilder distillation(double coreSeconds, Basis basis) {
    return add(
        CostKind.FIXED, "distillation", coreSeconds / SECONDS_AN_HOUR, Unit.CORE_HOURS, basis);
  }

  /**
   * Compute of Spark for 1,000 posts in core-seconds.
   *
   * @param item what it does: {@code predict}, {@code embed} …
   */
  public LedgerBuilder compute(String item, double coreSecondsPer1000, Basis basis) {
    return add(
        CostKind.MARGINAL, item, coreSecondsPer1000 / SECONDS_AN_HOUR, Unit.CORE_HOURS, basis);
  }

  /** Compute of a model server of our own for 1,000 posts in core-seconds. */
  public LedgerBuilder serverCompute(double coreSecondsPer1000, Basis basis) {
    return add(
        CostKind.MARGINAL,
        "llm-server",
        coreSecondsPer1000 / SECONDS_AN_HOUR,
        Unit.SERVER_CORE_HOURS,
        basis);
  }

  /** Seconds by the clock that the calls of 1,000 posts take at the measured rate. */
  public LedgerBuilder calls(double secondsPer1000, Basis basis) {
    return add(
        CostKind.MARGINAL, "calls", secondsPer1000 / SECONDS_AN_HOUR, Unit.CALL_HOURS, basis);
  }

  /** Tokens of 1,000 posts at a model's price; the item is the price's name. */
  public LedgerBuilder tokens(
      double inputPer1000, double outputPer1000, TokenPrice price, Basis basis) {
    addTokens(inputPer1000, Unit.INPUT_TOKENS, price, basis);
    addTokens(outputPer1000, Unit.OUTPUT_TOKENS, price, basis);
    return this;
  }

  /**
   * Labels made elsewhere.
   *
   * @param usdEach price of one, 0 or more
   * @param asOf date of that price, ISO
   */
  public LedgerBuilder importedLabels(BigDecimal usdEach, String asOf) {
    row(
        CostKind.MARGINAL,
        "imported-labels",
        1_000,
        Unit.IMPORTED_LABELS,
        usdEach.setScale(Ledger.SCALE, RoundingMode.HALF_UP),
        asOf,
        Basis.STATED);
    return this;
  }

  /** The ledger. */
  public Ledger build() {
    return new Ledger(labeler, rows);
  }

  /** A row at other prices; tokens of a model that these do not list keep theirs. */
  static CostRow repriced(CostRow row, Prices prices) {
    Unit unit = Unit.of(row.unit());
    TokenPrice tokens = prices.models().get(row.item());
    if (tokens != null && (unit == Unit.INPUT_TOKENS || unit == Unit.OUTPUT_TOKENS)) {
      return row.at(perToken(unit, tokens), tokens.asOf().toString());
    }
    return unit.usd(prices).map(usd -> row.at(usd, prices.asOf().toString())).orElse(row);
  }

  private void addTokens(double quantity, Unit unit, TokenPrice price, Basis basis) {
    if (quantity > 0) {
      String asOf = price.asOf().toString();
      BigDecimal each = perToken(unit, price);
      row(CostKind.MARGINAL, price.name(), quantity, unit, each, asOf, basis);
    }
  }

  private static BigDecimal perToken(Unit unit, TokenPrice price) {
    BigDecimal perMillion =
        unit == Unit.INPUT_TOKENS ? price.inputUsdPerMillion() : price.outputUsdPerMillion();
    return perMillion.movePointLeft(6);
  }

  private LedgerBuilder add(CostKind kind, String item, double quantity, Unit unit, Basis basis) {
    if (!(quantity >= 0) || Double.isInfinite(quantity)) {
      throw new IllegalArgumentException(
          "%s of %s: %s %s cannot be".formatted(item, labeler, quantity, unit.key()));
    }
    if (quantity > 0) {
      BigDecimal usd = unit.usd(prices).orElseThrow();
      row(kind, item, quantity, unit, usd, prices.asOf().toString(), basis);
    }
    return this;
  }

  private void row(
      CostKind kind,
      String item,
      double quantity,
      Unit unit,
      BigDecimal unitPrice,
      String asOf,
      Basis basis) {
    rows.add(CostRow.priced(labeler, kind, item, quantity, unit, unitPrice, asOf, basis));
  }
}
