package io.assay.post;

import java.text.Normalizer;
import java.util.Locale;

/** Keys under which equal and nearly equal texts meet. */
public final class TextKey {
  private TextKey() {}

  /** Equal for texts that differ only in white space and composition: 32 hexadecimal digits. */
  public static String textHash(String text) {
    return ContentHash.sha256_128(canonical(text));
  }

  /** The NFC text with each stretch of white space as one space, none at the ends. */
  public static String canonical(String text) {
    String nfc = Ascii.isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    if (isCollapsed(nfc)) {
      return nfc;
    }
    StringBuilder collapsed = new StringBuilder(nfc.length());
    for (int i = 0; i < nfc.length(); i++) {
      char c = nfc.charAt(i);
      if (!isWhitespace(c)) {
        collapsed.append(c);
      } else if (!collapsed.isEmpty() && collapsed.charAt(collapsed.length() - 1) != ' ') {
        collapsed.append(' ');
      }
    }
    int length = collapsed.length();
    if (length > 0 && collapsed.charAt(length - 1) == ' ') {
      collapsed.setLength(length - 1);
    }
    return collapsed.toString();
  }

  /**
   * Equal for texts with the same letters and marks after NFKC, case folding and removal of URLs
   * and mentions; reposts meet under it. A text without letters keeps its {@link #canonical} form,
   * so that two different emoji are not copies of each other.
   */
  public static String nearDuplicateKey(String text) {
    String masked = Masking.removeUrlsAndMentions(text);
    String folded = foldCase(Normalizer.normalize(masked, Normalizer.Form.NFKC));
    StringBuilder letters = new StringBuilder(folded.length());
    folded.codePoints().filter(TextKey::isLetterOrMark).forEach(letters::appendCodePoint);
    return hasLetter(letters) ? letters.toString() : canonical(text);
  }

  /**
   * Upper, then lower case maps what differs only in case to one text, also ß and SS, final sigma;
   * NFKC again, since folding may take composition apart.
   */
  private static String foldCase(String text) {
    String folded = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  private static boolean isLetterOrMark(int c) {
    int type = Character.getType(c);
    boolean isMark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    return Character.isLetter(c) || (isMark && !HashtagCharacters.isVariationSelector(c));
  }

  private static boolean hasLetter(CharSequence text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }

  private static boolean isCollapsed(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' ? before == ' ' : !Ascii.isVisible(c) && isWhitespace(c)) {
        return false;
      }
      before = c;
    }
    return before != ' ' || text.isEmpty();
  }

  private static boolean isWhitespace(char c) {
    return UrlCharacters.isSpace(c) || Character.isWhitespace(c) || c == '\u0085';
  }
}
