package io.assay.post;

import java.util.Set;

/**
 * Takes hashtags out of a text whose gold label was made from them, so that no labeler reads the
 * answer off the question.
 */
public final class HashtagRemoval {
  private HashtagRemoval() {}

  /**
   * The text without the tags of these keys, whether or not the hashtag rules count them there:
   * {@code #a#b} has no tag by the rules, but shows both. The rest stays as it is, but for one of
   * two spaces that meet.
   *
   * @param keys as {@link HashtagKey} makes them
   */
  public static String remove(String text, Set<String> keys) {
    StringBuilder rest = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int end = HashtagCharacters.isHash(text.charAt(i)) ? tagEnd(text, i + 1) : i;
      if (end > i + 1 && keys.contains(HashtagKey.of(text.substring(i + 1, end)))) {
        i = isSpaceOrEnd(text, end) && endsWithSpace(rest) ? Math.min(end + 1, text.length()) : end;
      } else {
        rest.append(text.charAt(i));
        i++;
      }
    }
    return rest.toString();
  }

  private static int tagEnd(String text, int start) {
    int end = start;
    while (end < text.length() && HashtagCharacters.isTagCharacter(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isSpaceOrEnd(String text, int i) {
    return i >= text.length() || UrlCharacters.isSpace(text.charAt(i));
  }

  private static boolean endsWithSpace(StringBuilder text) {
    return text.isEmpty() || UrlCharacters.isSpace(text.charAt(text.length() - 1));
  }
}
