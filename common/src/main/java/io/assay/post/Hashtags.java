package io.assay.post;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds hashtags by the rules of twitter-text 3.1.0, in one pass and without a regular expression.
 *
 * <p>A tag starts with # or its full-width form, holds letters, marks, digits, underscores, joiners
 * and middle dots, and at least one letter or mark. It does not follow a character that a tag may
 * hold or an ampersand, does not stand before another # or {@code ://}, and is no part of a URL.
 */
public final class Hashtags {
  private final String text;
  private final List<Hashtag> found = new ArrayList<>();

  /** Where the last candidate ended: the next one needs a character of its own before it. */
  private int taken;

  private Hashtags(String text) {
    this.text = text;
  }

  /** The hashtags of a text in their order; nothing is allocated for a text without a #. */
  public static List<Hashtag> extract(String text) {
    int first = nextHash(text, 0);
    return first < 0 ? List.of() : new Hashtags(text).scan(first);
  }

  private List<Hashtag> scan(int first) {
    for (int i = first; i >= 0; i = nextHash(text, i + 1)) {
      if (mayStartAt(i)) {
        readTag(i);
      }
    }
    return List.copyOf(UrlOverlap.remove(text, found));
  }

  private boolean mayStartAt(int i) {
    if (i == 0) {
      return true;
    }
    int before = text.codePointBefore(i);
    return i > taken
        && before != '&'
        && (HashtagCharacters.isVariationSelector(before)
            || !HashtagCharacters.isTagCharacter(before));
  }

  private void readTag(int hash) {
    int end = hash + 1;
    boolean hasLetter = false;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (!HashtagCharacters.isTagCharacter(c)) {
        break;
      }
      hasLetter |= HashtagCharacters.isLetterOrMark(c);
      end += Character.charCount(c);
    }
    if (hasLetter && !isKeycap(hash)) {
      taken = end;
      if (!endsBadly(end)) {
        String tag = text.substring(hash + 1, end);
        found.add(new Hashtag(hash, tag, HashtagKey.of(tag)));
      }
    }
  }

  private boolean isKeycap(int hash) {
    char next = text.charAt(hash + 1);
    return next == '\ufe0f' || next == '\u20e3';
  }

  private boolean endsBadly(int end) {
    return end < text.length()
        && (HashtagCharacters.isHash(text.charAt(end)) || text.startsWith("://", end));
  }

  private static int nextHash(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (HashtagCharacters.isHash(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }
}
