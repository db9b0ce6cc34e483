package io.assay.embed;

import io.assay.post.Hashtag;
import io.assay.post.HashtagWords;
import io.assay.post.Hashtags;
import io.assay.post.TextKey;

/**
 * What is done to a text before its tokens are made. Texts with the same hash come out the same, so
 * that a hash has one vector.
 */
public enum TextPreparation {
  /** The canonical form of the text, as it is hashed. */
  PLAIN {
    @Override
    public String apply(String text) {
      return TextKey.canonical(text);
    }
  },
  /** Also hashtags as the words that they are written of, and emoji as their names. */
  WORDS {
    @Override
    public String apply(String text) {
      return EmojiWords.spellOut(splitHashtags(TextKey.canonical(text)));
    }
  };

  /** The text that the model reads. */
  public abstract String apply(String text);

  private static String splitHashtags(String text) {
    StringBuilder words = new StringBuilder(text.length());
    int end = 0;
    for (Hashtag hashtag : Hashtags.extract(text)) {
      words.append(text, end, hashtag.position());
      words.append(String.join(" ", HashtagWords.camelCase().split(hashtag.tag())));
      end = hashtag.end();
    }
    return words.append(text, end, text.length()).toString();
  }
}
