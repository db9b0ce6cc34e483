package io.assay.post;

/** The character classes of the twitter-text hashtag rules, by code point. */
final class HashtagCharacters {
  private static final int LETTERS_AND_MARKS =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.NON_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK
          | 1 << Character.COMBINING_SPACING_MARK;

  /**
   * Underscore, joiners, middle dots, and what stands inside words in Hebrew, Tibetan, Japanese.
   */
  private static final String SPECIAL =
      "_\u00b7\u05be\u05f3\u05f4\u0f0b\u0f0c\u200c\u200d\u3003\u301c\u309b\u309c\u30a0\u30fb\ua67e\uff5e";

  private HashtagCharacters() {}

  static boolean isHash(char c) {
    return c == '#' || c == '\uff03';
  }

  /** A tag needs at least one of these. */
  static boolean isLetterOrMark(int c) {
    if (c < 128) {
      return isAsciiLetter(c);
    }
    return (LETTERS_AND_MARKS >> Character.getType(c) & 1) != 0 || isPrivateLetter(c);
  }

  /** What a tag may hold. */
  static boolean isTagCharacter(int c) {
    if (c < 128) {
      return isAsciiLetter(c) || (c >= '0' && c <= '9') || c == '_';
    }
    return isLetterOrMark(c) || Character.isDigit(c) || SPECIAL.indexOf(c) >= 0;
  }

  static boolean isVariationSelector(int c) {
    return c == 0xfe0e || c == 0xfe0f;
  }

  static boolean isAsciiLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** Private-use code points that the rules count as letters, since one vendor's fonts do. */
  private static boolean isPrivateLetter(int c) {
    return (c >= 0xf870 && c <= 0xf87f)
        || c == 0xf882
        || (c >= 0xf884 && c <= 0xf89f)
        || c == 0xf8b8
        || (c >= 0xf8c1 && c <= 0xf8d6);
  }
}
