package io.assay.post;

/**
 * A hashtag of a post.
 *
 * @param position index of its # in the UTF-16 units of the text
 * @param tag as written, without the #
 * @param key what it is matched by, see {@link HashtagKey}
 */
public record Hashtag(int position, String tag, String key) {

  /** The index after its last UTF-16 unit. */
  public int end() {
    return position + 1 + tag.length();
  }
}
