package io.assay.embed;

import java.util.Locale;

/** Emoji by their Unicode names: a tokenizer that was made from plain prose knows none of them. */
final class EmojiWords {
  private static final int SUPPLEMENTARY_SYMBOLS = 0x1F000;
  private static final int FIRST_SKIN_TONE = 0x1F3FB;
  private static final int LAST_SKIN_TONE = 0x1F3FF;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_STYLE = 0xFE0F;

  private EmojiWords() {}

  /**
   * The text with each symbol as its name in lower case, set off by spaces; skin tones and joiners
   * are left out.
   */
  static String spellOut(String text) {
    if (text.codePoints().noneMatch(c -> isSymbol(c) || isGlue(c))) {
      return text;
    }
    StringBuilder words = new StringBuilder(text.length() * 2);
    text.codePoints().filter(c -> !isGlue(c)).forEach(c -> append(words, c));
    return words.toString();
  }

  private static void append(StringBuilder words, int c) {
    if (isSymbol(c)) {
      words.append(' ').append(name(c)).append(' ');
    } else {
      words.appendCodePoint(c);
    }
  }

  private static boolean isSymbol(int c) {
    return Character.getType(c) == Character.OTHER_SYMBOL;
  }

  private static boolean isGlue(int c) {
    return c == ZERO_WIDTH_JOINER
        || c == EMOJI_STYLE
        || (c >= FIRST_SKIN_TONE && c <= LAST_SKIN_TONE);
  }

  /** In the older blocks black, white and heavy tell how a symbol is drawn, not what it means. */
  private static String name(int c) {
    String name = String.valueOf(Character.getName(c)).toLowerCase(Locale.ROOT);
    return c < SUPPLEMENTARY_SYMBOLS ? name.replaceAll("\\b(black|white|heavy) ", "") : name;
  }
}
