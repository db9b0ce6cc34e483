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

  /** A row whose dollars are its quantity times its unit price, to 12 decimals. */
  static CostRow priced(
      String labeler,
      CostKind kind,
      String item,
      double quantity,
      Unit unit,
      BigDecimal unitPriceUsd,
      String priceAsOf,
      Basis basis) {
    return new CostRow(
        labeler,
        kind.key(),
        item,
        quantity,
        unit.key(),
        rounded(unitPriceUsd),
        priceAsOf,
        rounded(unitPriceUsd.multiply(BigDecimal.valueOf(quantity))),
        basis.key());
  }

  /** The same at another unit price. */
  CostRow at(BigDecimal otherUsd, String asOf) {
    BigDecimal product = rounded(otherUsd.multiply(BigDecimal.valueOf(quantity)));
    return new CostRow(
        labeler, kind, item, quantity, unit, rounded(otherUsd), asOf, product, basis);
  }

  /** A share of it for a labeler that uses this one: its quantity and dollars times a factor. */
  CostRow shareOf(String user, double share) {
    BigDecimal part = rounded(usd.multiply(BigDecimal.valueOf(share)));
    return new CostRow(
        user, kind, item, quantity * share, unit, unitPriceUsd, priceAsOf, part, basis);
  }

  private static BigDecimal rounded(BigDecimal usd) {
    return usd.setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
