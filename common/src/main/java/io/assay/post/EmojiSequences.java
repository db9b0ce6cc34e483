package io.assay.post;

/**
 * Finds emoji sequences: a pictograph with its variation selectors, skin tone and tags, and what
 * joiners tie to it; a flag of two regional indicators; a keycap. Pictographs are told by their
 * block, so that emoji newer than the Java platform's character data are found too.
 */
final class EmojiSequences {
  static final int ZERO_WIDTH_JOINER = 0x200d;
  static final int KEYCAP = 0x20e3;
  private static final int FIRST_REGIONAL = 0x1f1e6;
  private static final int LAST_REGIONAL = 0x1f1ff;

  private EmojiSequences() {}

  /** The index after the sequence that starts here, or {@code start} if none does. */
  static int end(String text, int start) {
    char first = text.charAt(start);
    if (first < 128) {
      return keycapEnd(text, start);
    }
    int c = text.codePointAt(start);
    if (isRegional(c)) {
      int next = start + 2;
      return next < text.length() && isRegional(text.codePointAt(next)) ? next + 2 : next;
    }
    return isPictograph(c) ? joinedEnd(text, start) : start;
  }

  /** Whether a sequence can have this as a part that has a name. */
  static boolean isPictograph(int c) {
    if (c >= 0x1f000) {
      return c <= 0x1faff && !isSkinTone(c) && !isRegional(c);
    }
    return (c >= 0x2600 && c <= 0x27bf) || isOlderPictograph(c);
  }

  static boolean isRegional(int c) {
    return c >= FIRST_REGIONAL && c <= LAST_REGIONAL;
  }

  /** The letter a to z that a regional indicator stands for. */
  static char regionalLetter(int c) {
    return (char) ('a' + c - FIRST_REGIONAL);
  }

  static boolean isSkinTone(int c) {
    return c >= 0x1f3fb && c <= 0x1f3ff;
  }

  /** What changes how a pictograph looks and has no name of its own. */
  static boolean isModifier(int c) {
    return HashtagCharacters.isVariationSelector(c)
        || isSkinTone(c)
        || c == KEYCAP
        || (c >= 0xe0020 && c <= 0xe007f);
  }

  private static int joinedEnd(String text, int start) {
    int end = modifiersEnd(text, start + Character.charCount(text.codePointAt(start)));
    while (end + 1 < text.length()
        && text.charAt(end) == ZERO_WIDTH_JOINER
        && isPictograph(text.codePointAt(end + 1))) {
      end = modifiersEnd(text, end + 1 + Character.charCount(text.codePointAt(end + 1)));
    }
    return end;
  }

  private static int modifiersEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isModifier(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static int keycapEnd(String text, int start) {
    int end = start + 1;
    if (end < text.length() && HashtagCharacters.isVariationSelector(text.charAt(end))) {
      end++;
    }
    boolean isKeycap =
        end < text.length()
            && text.charAt(end) == KEYCAP
            && "#*0123456789".indexOf(text.charAt(start)) >= 0;
    return isKeycap ? end + 1 : start;
  }

  /** Arrows, technical signs, shapes and punctuation that have an emoji form. */
  private static boolean isOlderPictograph(int c) {
    if (c < 0x2000) {
      return c == 0xa9 || c == 0xae;
    }
    return (c >= 0x2194 && c <= 0x21aa)
        || (c >= 0x2300 && c <= 0x23ff && c != 0x2329 && c != 0x232a)
        || (c >= 0x25a0 && c <= 0x25ff)
        || (c >= 0x2b00 && c <= 0x2bff)
        || (c == 0x2934 || c == 0x2935 || c == 0x24c2 || c == 0x203c || c == 0x2049)
        || (c == 0x2122 || c == 0x2139 || c == 0x3030 || c == 0x303d)
        || (c == 0x3297 || c == 0x3299);
  }
}
