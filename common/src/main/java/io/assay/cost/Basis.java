package io.assay.cost;

import java.util.Locale;

/** How a quantity of the ledger is known. */
public enum Basis {
  /** Measured in this run. */
  MEASURED,
  /** Measured when the work was done, and kept with it. */
  STORED,
  /** Said by somebody in the task file. */
  STATED;

  /** The value in tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
