package io.assay.report.table;

import org.jspecify.annotations.Nullable;

/**
 * One number of a table.
 *
 * @param text never empty; an en dash where there is no value
 * @param detail a second line, usually the interval; null for none
 * @param why how the value came about or why there is none; null when that is plain
 */
public record Cell(String text, @Nullable String detail, @Nullable String why) {
  private static final String NOTHING = "\u2013";

  static Cell of(String text) {
    return new Cell(text, null, null);
  }

  /** A cell without a value, and why. */
  public static Cell missing(String why) {
    return new Cell(NOTHING, null, why);
  }

  /** Whether the value is not there, so that a reader who cannot see the dash is told. */
  public boolean empty() {
    return text.equals(NOTHING);
  }
}
