package io.assay.classify;

import java.util.Locale;

/** A block of features: one column that goes into an {@link Encoder}. */
public enum Block {
  /** The post's vector, an MLlib vector of length 1. */
  EMBEDDING(true),
  /** Hashtag keys, an array of strings. */
  HASHTAGS(false),
  /** Words and runs of words, an array of strings. */
  WORDS(false),
  /** Runs of characters within words, an array of strings. */
  CHARACTERS(false),
  /** Length, upper case and punctuation, an MLlib vector. */
  LENGTH(true),
  /** Emoji, an array of strings. */
  EMOJI(false);

  private final boolean dense;
  private final String column;

  Block(boolean dense) {
    this.dense = dense;
    this.column = name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is a few numbers, mostly other than 0 and of either sign. */
  public boolean isDense() {
    return dense;
  }

  /** The column that holds it, and what its name starts with while it is encoded. */
  public String column() {
    return column;
  }
}
