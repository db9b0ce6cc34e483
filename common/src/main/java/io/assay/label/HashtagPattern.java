package io.assay.label;

import io.assay.post.Hashtag;
import io.assay.post.HashtagKey;
import io.assay.post.Hashtags;
import java.io.Serializable;
import java.util.List;

/**
 * Which hashtag keys a rule is for: one key, or with {@code *} at its ends all keys that start with
 * it, end with it or hold it.
 *
 * @param key the part between the wildcards
 */
record HashtagPattern(String key, boolean openStart, boolean openEnd) implements Serializable {

  /**
   * The pattern that a person wrote, with or without the #.
   *
   * @throws IllegalArgumentException if no hashtag can match it; the message says why
   */
  static HashtagPattern of(String written) {
    String tag = written.startsWith("#") ? written.substring(1) : written;
    boolean openStart = tag.startsWith("*");
    boolean openEnd = tag.length() > 1 && tag.endsWith("*");
    String key = tag.substring(openStart ? 1 : 0, tag.length() - (openEnd ? 1 : 0));
    if (key.isBlank()) {
      throw new IllegalArgumentException("the hashtag is empty");
    }
    if (!isTag(key, openStart || openEnd)) {
      throw new IllegalArgumentException(
          "'"
              + written
              + "' is no hashtag: letters, digits, _ and a letter among them; * at its ends");
    }
    return new HashtagPattern(HashtagKey.of(key), openStart, openEnd);
  }

  boolean isExact() {
    return !openStart && !openEnd;
  }

  boolean matches(String other) {
    if (openStart) {
      return openEnd ? other.contains(key) : other.endsWith(key);
    }
    return openEnd ? other.startsWith(key) : other.equals(key);
  }

  @Override
  public String toString() {
    return "#" + (openStart ? "*" : "") + key + (openEnd ? "*" : "");
  }

  /** A part of a tag needs no letter of its own. */
  private static boolean isTag(String key, boolean isPart) {
    String tag = isPart ? "x" + key : key;
    List<Hashtag> tags = Hashtags.extract("#" + tag);
    return tags.size() == 1 && tags.get(0).tag().equals(tag);
  }
}
