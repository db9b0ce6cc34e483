package io.assay.post;

import java.util.List;

/** Puts masks in the place of URLs and mentions. */
final class Masking {
  private Masking() {}

  static String urls(String text, String mask) {
    return replace(text, Urls.find(text), mask);
  }

  static String mentions(String text, String mask) {
    return replace(text, Mentions.find(text), mask);
  }

  /** Puts a space in the place of each URL and mention. */
  static String removeUrlsAndMentions(String text) {
    return mentions(urls(text, " "), " ");
  }

  /**
   * Replaces stretches of a text.
   *
   * @param spans in their order, without overlap
   */
  static String replace(String text, List<Span> spans, String mask) {
    if (spans.isEmpty()) {
      return text;
    }
    StringBuilder replaced = new StringBuilder(text.length());
    int copied = 0;
    for (Span span : spans) {
      replaced.append(text, copied, span.start()).append(mask);
      copied = span.end();
    }
    return replaced.append(text, copied, text.length()).toString();
  }
}
