package io.assay.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One line of the ledger, a row of table {@code costs}.
 *
 * @param kind {@code fixed} (paid once), {@code marginal} (per 1,000 posts) or {@code hours} (for
 *     the corpus)
 * @param item what was bought: {@code effort}, {@code training-labels}, {@code predict} …; for
 *     tokens the name of their price
 * @param quantity in {@code unit}
 * @param unit the key of a {@link Unit}
 * @param unitPriceUsd dollars a unit
 * @param priceAsOf date of the price, ISO
 * @param usd quantity times unit price
 * @param basis {@code measured}, {@code stored} or {@code stated}
 */
public record CostRow(
    String labeler,
    String kind,
    String item,
    double quantity,
    String unit,
    BigDecimal unitPriceUsd,
    String priceAsOf,
    BigDecimal usd,
    String basis) {

  private static final int DECIMALS = 12;

  /**
   * A row whose dollars are its quantity times its unit price, both with 12 decimals, so that the
   * stored price gives the stored dollars again.
   */
  static CostRow priced(
      String labeler,
      CostKind kind,
      String item,
      double quantity,
      Unit unit,
      BigDecimal unitPriceUsd,
      String priceAsOf,
      Basis basis) {
    BigDecimal price = rounded(unitPriceUsd);
    return new CostRow(
        labeler,
        kind.key(),
        item,
        quantity,
        unit.key(),
        price,
        priceAsOf,
        product(price, quantity),
        basis.key());
  }

  /** The same at another unit price. */
  CostRow at(BigDecimal otherUsd, String asOf) {
    BigDecimal price = rounded(otherUsd);
    return new CostRow(
        labeler, kind, item, quantity, unit, price, asOf, product(price, quantity), basis);
  }

  /** A share of it for a labeler that uses this one: its quantity times a factor. */
  CostRow shareOf(String user, double share) {
    double part = quantity * share;
    return new CostRow(
        user, kind, item, part, unit, unitPriceUsd, priceAsOf, product(unitPriceUsd, part), basis);
  }

  /** Whether labelers that need this need it but once together. */
  boolean isShared() {
    return item.equals(Ledger.EMBED)
        || (item.equals(LedgerBuilder.TRAINING_LABELS) && unit.equals(Unit.GOLD_LABELS.key()));
  }

  /** Of two rows for the same thing the one with more of it. */
  static CostRow larger(CostRow a, CostRow b) {
    return b.quantity > a.quantity ? b : a;
  }

  private static BigDecimal product(BigDecimal price, double quantity) {
    return rounded(price.multiply(BigDecimal.valueOf(quantity)));
  }

  private static BigDecimal rounded(BigDecimal usd) {
    return usd.setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
