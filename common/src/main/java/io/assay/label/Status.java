package io.assay.label;

import java.util.Locale;

/** What became of a post in the hands of a labeler. */
public enum Status {
  LABELLED,
  /** The labeler has no opinion. */
  ABSTAINED,
  /** The labeler was asked and gave nothing that can be used. */
  FAILED;

  /** The value that tables hold: the name in lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of a table value.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Status of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
