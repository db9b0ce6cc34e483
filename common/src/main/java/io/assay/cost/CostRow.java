package io.assay.cost;

import java.math.BigDecimal;

/**
 * One line of the ledger, a row of table {@code costs}.
 *
 * @param kind {@code fixed} (paid once), {@code marginal} (per 1,000 posts) or {@code hours} (for
 *     the corpus)
 * @param item what was bought: {@code effort}, {@code training-labels}, {@code compute}, {@code
 *     tokens} …
 * @param quantity in {@code unit}
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
    String basis) {}
