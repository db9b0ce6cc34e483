package io.assay.post;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds {@code @handles}: an at sign and Latin letters, digits, underscores and inner dots, which
 * do not follow a letter, a digit or one of {@code _!#$%&*@}, nor stand before {@code ://}. The at
 * sign of an e-mail address is none.
 */
final class Mentions {
  private static final String NOT_BEFORE = "_!#$%&*@\uff20";

  private Mentions() {}

  /** The mentions of a text in their order. */
  static List<Span> find(String text) {
    if (text.indexOf('@') < 0 && text.indexOf('\uff20') < 0) {
      return List.of();
    }
    List<Span> found = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      int end = isAt(text.charAt(i)) && mayStartAt(text, i) ? nameEnd(text, i + 1) : i;
      if (end > i + 1) {
        found.add(new Span(i, end));
      }
      i = Math.max(end, i + 1);
    }
    return found;
  }

  private static boolean isAt(char c) {
    return c == '@' || c == '\uff20';
  }

  private static boolean mayStartAt(String text, int at) {
    if (at == 0) {
      return true;
    }
    int before = text.codePointBefore(at);
    return !Character.isLetterOrDigit(before) && NOT_BEFORE.indexOf(before) < 0;
  }

  private static int nameEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isName(text, end)) {
      end++;
    }
    return text.startsWith("://", end) ? start : end;
  }

  private static boolean isName(String text, int i) {
    char c = text.charAt(i);
    return isNameCharacter(c)
        || (c == '.'
            && i + 1 < text.length()
            && isNameCharacter(text.charAt(i - 1))
            && isNameCharacter(text.charAt(i + 1)));
  }

  private static boolean isNameCharacter(char c) {
    return c == '_' || UrlCharacters.isHost(c);
  }
}
