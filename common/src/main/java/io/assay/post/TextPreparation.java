package io.assay.post;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is done to a text before a model reads it. The id is part of the key of what the model made
 * of the text, so a step that changes its meaning gets a new name.
 *
 * @param steps in the order in which they are done
 */
public record TextPreparation(List<Step> steps) implements Serializable {
  private static final String SEPARATOR = "_";
  private static final String NOTHING = "as-is";

  /** What suits an uncased WordPiece model without emoji in its vocabulary. */
  public static final TextPreparation EMBEDDING =
      of(List.of(Step.MASK_URLS, Step.MASK_MENTIONS, Step.EMOJI_WORDS));

  public static final TextPreparation AS_IS = of(List.of());

  /** One change to a text, in the order in which they are done. */
  public enum Step {
    /** URLs become {@code http}. */
    MASK_URLS("mask-urls"),
    /** Mentions become {@code @user}. */
    MASK_MENTIONS("mask-mentions"),
    /** Hashtags become the words of their camel case. */
    SPLIT_HASHTAGS("split-hashtags"),
    /** Emoji become their names. */
    EMOJI_WORDS("emoji-words");

    private final String key;

    Step(String key) {
      this.key = key;
    }

    /** The name in ids and task files. */
    public String key() {
      return key;
    }

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

  /**
   * The preparation with an id.
   *
   * @throws IllegalArgumentException if a step of it is unknown
   */
  public static TextPreparation ofId(String id) {
    return id.equals(NOTHING)
        ? AS_IS
        : of(Arrays.stream(id.split(SEPARATOR, -1)).map(TextPreparation::step).toList());
  }

  /** The steps joined, fit for a path: {@code mask-urls_emoji-words}, or {@code as-is}. */
  public String id() {
    return steps.isEmpty()
        ? NOTHING
        : steps.stream().map(Step::key).collect(Collectors.joining(SEPARATOR));
  }

  /** The prepared text. */
  public String apply(String text) {
    String prepared = text;
    for (Step step : steps) {
      prepared = step.apply(prepared);
    }
    return prepared;
  }

  private static Step step(String key) {
    return Arrays.stream(Step.values())
        .filter(step -> step.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no step '" + key + "'"));
  }

  private static String splitHashtags(String text) {
    StringBuilder split = new StringBuilder(text.length() + 16);
    int copied = 0;
    for (Hashtag tag : Hashtags.extract(text)) {
      split
          .append(text, copied, tag.position())
          .append(String.join(" ", HashtagWords.camelCase().split(tag.tag())));
      copied = tag.end();
    }
    return split.append(text, copied, text.length()).toString();
  }
}
