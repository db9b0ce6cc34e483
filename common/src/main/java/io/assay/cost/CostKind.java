package io.assay.cost;

import java.util.Locale;

/** What a line of the ledger grows with. */
public enum CostKind {
  /** Paid once. */
  FIXED,
  /** For every 1,000 posts. */
  MARGINAL,
  /** Time for the corpus: no money. */
  HOURS;

  /** The value in tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
