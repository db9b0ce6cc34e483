package io.assay.post;

/** Most posts need no Unicode tables; to see that is faster than to look into them. */
public final class Ascii {
  private static final int LIMIT = 128;

  private Ascii() {}

  /** Whether every character is below 128. */
  public static boolean isAscii(CharSequence text) {
    return isAscii(text, 0, text.length());
  }

  /**
   * Whether every character of a stretch is below 128; what is after the text's end counts as such.
   */
  static boolean isAscii(CharSequence text, int start, int end) {
    for (int i = start; i < Math.min(end, text.length()); i++) {
      if (text.charAt(i) >= LIMIT) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is a character below 128 that takes ink. */
  static boolean isVisible(char c) {
    return c > ' ' && c < LIMIT - 1;
  }
}
