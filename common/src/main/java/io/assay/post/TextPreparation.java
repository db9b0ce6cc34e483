package io.assay.post;

import java.io.Serializable;
import java.util.List;

/**
 * What is done to a text before a model reads it. The steps are part of the key of what the model
 * made of the text, so a step that changes its meaning gets a new name.
 *
 * @param steps in the order in which they are done
 */
public record TextPreparation(List<Step> steps) implements Serializable {
  /** One change to a text, in the order in which they are done. */
  public enum Step {
    /** URLs become {@code http}. */
    MASK_URLS,
    /** Mentions become {@code @user}. */
    MASK_MENTIONS,
    /** Hashtags become the words of their camel case. */
    SPLIT_HASHTAGS,
    /** Emoji become their names. */
    EMOJI_WORDS;

    private String apply(String text) {
      return switch (this) {
        case MASK_URLS -> Masking.urls(text, "http");
        case MASK_MENTIONS -> Masking.mentions(text, "@user");
        case SPLIT_HASHTAGS -> splitHashtags(text);
        case EMOJI_WORDS -> EmojiWords.expand(text);
      };
    }
  }

  public TextPreparation {
    if (!steps.equals(steps.stream().distinct().sorted().toList())) {
      throw new IllegalArgumentException("steps must be in their order, each once: " + steps);
    }
    steps = List.copyOf(steps);
  }

  /** The preparation with these steps, in whatever order they are given. */
  public static TextPreparation of(List<Step> steps) {
    return new TextPreparation(steps.stream().distinct().sorted().toList());
  }

  /** The prepared text. */
  public String apply(String text) {
    String prepared = text;
    for (Step step : steps) {
      prepared = step.apply(prepared);
    }
    return prepared;
  }

  private static String splitHashtags(String text) {
    List<Hashtag> tags = Hashtags.extract(text);
    if (tags.isEmpty()) {
      return text;
    }
    StringBuilder split = new StringBuilder(text.length() + 16);
    int copied = 0;
    for (Hashtag tag : tags) {
      split
          .append(text, copied, tag.position())
          .append(String.join(" ", HashtagWords.camelCase().split(tag.tag())));
      copied = tag.end();
    }
    return split.append(text, copied, text.length()).toString();
  }
}
