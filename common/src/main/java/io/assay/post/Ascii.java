package io.assay.post;

/** Most posts need no Unicode tables; to see that is faster than to look into them. */
public final class Ascii {
  private static final int LIMIT = 128;

  private Ascii() {}

  /** Whether every character is below 128. */
  public static boolean isAscii(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= LIMIT) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is visible characters below 128 with single spaces between them. */
  static boolean isPlain(CharSequence text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= LIMIT - 1 || c < ' ' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ' || text.isEmpty();
  }
}
