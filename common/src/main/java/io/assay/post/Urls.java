package io.assay.post;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the URLs of a text: those of twitter-text, with and without a scheme, and everything else
 * up to white space that has a scheme and {@code ://}, such as {@code http://localhost:8080/x}.
 */
public final class Urls {
  private static final String AFTER_SENTENCE = ".,;:!?)]}>'\"\u2019\u201d\u00bb\u2026";

  private Urls() {}

  /** The URLs in their order; they do not overlap. */
  public static List<Span> find(String text) {
    if (text.indexOf('.') < 0 && !text.contains("://")) {
      return List.of();
    }
    List<Span> found = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      int end = UrlCharacters.chunkEnd(text, i);
      if (end > i + 3) {
        findInChunk(text, i, end, found);
      }
      i = end + 1;
    }
    return found;
  }

  private static void findInChunk(String text, int from, int to, List<Span> found) {
    int scheme = schemeStart(text, from, to);
    if (scheme < 0) {
      addHosts(text, from, to, found);
    } else {
      addHosts(text, from, scheme, found);
      found.add(new Span(scheme, sentenceEnd(text, text.indexOf("://", scheme) + 3, to)));
    }
  }

  private static void addHosts(String text, int from, int to, List<Span> found) {
    int dot = text.indexOf('.', from);
    if (dot >= 0 && dot < to) {
      found.addAll(new UrlScanner(text, from, to).find());
    }
  }

  /** Where the scheme of the first {@code ://} with something after it starts. */
  private static int schemeStart(String text, int from, int to) {
    int mark = text.indexOf("://", from);
    if (mark < 0 || mark + 3 >= to) {
      return -1;
    }
    int start = mark;
    while (start > from && UrlCharacters.isAsciiAlphanumeric(text.charAt(start - 1))) {
      start--;
    }
    return start < mark ? start : -1;
  }

  private static int sentenceEnd(String text, int start, int to) {
    int end = to;
    while (end > start && AFTER_SENTENCE.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }
}
