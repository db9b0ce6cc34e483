package io.assay.llm.prompt;

import java.util.regex.Pattern;

/** A post's text as part of a prompt. */
public final class PostText {
  /** Part of every key of an answer: what is sent for a text changes with it. */
  static final String VERSION = "1";

  /** What chat formats mark a change of speaker with; a post must not speak for the system. */
  private static final Pattern CHAT_MARKER =
      Pattern.compile("<(?=\\||/?s>|(?:start|end)_of_turn>)");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\t\\n]]+");

  private PostText() {}

  /** Without control characters, half surrogate pairs and marks that end a turn of the chat. */
  public static String safe(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(whole::appendCodePoint);
    String plain = CONTROL.matcher(whole).replaceAll(" ");
    return CHAT_MARKER.matcher(plain).replaceAll("< ").strip();
  }
}
