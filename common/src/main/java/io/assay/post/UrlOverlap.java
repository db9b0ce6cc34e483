package io.assay.post;

import java.util.ArrayList;
import java.util.List;

/**
 * Drops hashtags that are part of a URL. Where the two overlap the one that starts first stays, as
 * in twitter-text.
 */
final class UrlOverlap {
  private UrlOverlap() {}

  /**
   * What stays of the tags of a text.
   *
   * @param tags in their order
   */
  static List<Hashtag> remove(String text, List<Hashtag> tags) {
    if (tags.isEmpty() || !mayHoldUrl(text, tags.get(tags.size() - 1).position())) {
      return tags;
    }
    List<Hashtag> kept = new ArrayList<>(tags.size());
    int next = 0;
    while (next < tags.size()) {
      int end = UrlCharacters.chunkEnd(text, tags.get(next).position());
      int after = next + 1;
      while (after < tags.size() && tags.get(after).position() < end) {
        after++;
      }
      keep(text, end, tags.subList(next, after), kept);
      next = after;
    }
    return kept;
  }

  /** Judges the tags of one stretch without white space, which no URL crosses. */
  private static void keep(String text, int end, List<Hashtag> tags, List<Hashtag> kept) {
    int start = UrlCharacters.chunkStart(text, tags.get(0).position());
    int last = tags.get(tags.size() - 1).position();
    if (!mayHoldUrl(text, start, end, last)) {
      kept.addAll(tags);
      return;
    }
    sweep(tags, new UrlScanner(text, start, end).find(), kept);
  }

  private static void sweep(List<Hashtag> tags, List<Span> urls, List<Hashtag> kept) {
    int covered = 0;
    int nextUrl = 0;
    for (Hashtag tag : tags) {
      for (; nextUrl < urls.size() && urls.get(nextUrl).start() < tag.position(); nextUrl++) {
        if (urls.get(nextUrl).start() >= covered) {
          covered = urls.get(nextUrl).end();
        }
      }
      if (tag.position() >= covered) {
        kept.add(tag);
        covered = tag.end();
      }
    }
  }

  /** A sign stands in a URL only after a slash or a question mark, and a URL has a dot. */
  private static boolean mayHoldUrl(String text, int lastTag) {
    return text.indexOf('.') >= 0
        && (isBefore(lastTag, text.indexOf('/')) || isBefore(lastTag, text.indexOf('?')));
  }

  private static boolean isBefore(int place, int found) {
    return found >= 0 && found < place;
  }

  /** The same within one stretch. */
  private static boolean mayHoldUrl(String text, int start, int end, int lastTag) {
    int dot = text.indexOf('.', start);
    if (dot < 0 || dot >= end) {
      return false;
    }
    for (int i = start; i < lastTag; i++) {
      if (text.charAt(i) == '/' || text.charAt(i) == '?') {
        return true;
      }
    }
    return false;
  }
}
