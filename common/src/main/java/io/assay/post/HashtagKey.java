package io.assay.post;

import java.text.Normalizer;
import java.util.Locale;

/** The one place that decides which spellings are the same hashtag. */
public final class HashtagKey {
  private HashtagKey() {}

  /** NFKC, then lower case in the root locale: full-width and composed spellings meet. */
  public static String of(String tag) {
    String compatible = Ascii.isAscii(tag) ? tag : Normalizer.normalize(tag, Normalizer.Form.NFKC);
    return compatible.toLowerCase(Locale.ROOT);
  }
}
