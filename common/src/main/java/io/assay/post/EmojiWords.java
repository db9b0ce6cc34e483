package io.assay.post;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes emoji as words, for models whose vocabulary has none: without this all emoji look the same
 * to them.
 */
public final class EmojiWords {
  private static final String RESOURCE = "emoji-names.txt";

  /**
   * Names by pictograph: those that the Java platform lacks, better ones where its name describes
   * the ink, and those of the platform that were asked for, which it is slow to tell.
   */
  private static final Map<Integer, String> NAMES = new ConcurrentHashMap<>(read());

  private EmojiWords() {}

  /**
   * The text with each emoji sequence as the Unicode names of its parts in lower case, between
   * spaces: {@code 😂} as {@code face with tears of joy}, a flag as {@code flag us}, a keycap as
   * {@code keycap 1}. Variation selectors, skin tones and the joiners between emoji have no words.
   */
  public static String expand(String text) {
    if (Ascii.isAscii(text)) {
      return text;
    }
    StringBuilder expanded = new StringBuilder(text.length() + 32);
    int copied = 0;
    int i = 0;
    while (i < text.length()) {
      if (Ascii.isAscii(text, i, i + 2)) {
        i++;
        continue;
      }
      int end = EmojiSequences.end(text, i);
      int next = end > i ? end : i + Character.charCount(text.codePointAt(i));
      if (end > i) {
        expanded.append(text, copied, i);
        addWords(text, i, end, expanded);
        expanded.append(' ');
        copied = next;
      } else if (isMute(text.codePointAt(i))) {
        expanded.append(text, copied, i);
        copied = next;
      }
      i = next;
    }
    return expanded.append(text, copied, text.length()).toString();
  }

  private static boolean isMute(int c) {
    return EmojiSequences.isSkinTone(c) || HashtagCharacters.isVariationSelector(c);
  }

  /** Adds the words of a sequence, each with a space before it. */
  private static void addWords(String text, int start, int end, StringBuilder words) {
    int first = text.codePointAt(start);
    if (EmojiSequences.isRegional(first)) {
      words.append(" flag ");
      addRegionalLetters(text, start, end, words);
      return;
    }
    if (first < 128) {
      words.append(" keycap ").append((char) first);
      return;
    }
    int c;
    for (int i = start; i < end; i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (EmojiSequences.isPictograph(c)) {
        words.append(' ').append(NAMES.computeIfAbsent(c, EmojiWords::platformName));
      }
    }
  }

  private static void addRegionalLetters(String text, int start, int end, StringBuilder words) {
    for (int i = start; i < end; i += 2) {
      words.append(EmojiSequences.regionalLetter(text.codePointAt(i)));
    }
  }

  /** The name of a pictograph in lower case; of one that has none, the pictograph itself. */
  private static String platformName(int c) {
    @Nullable String name = Character.getName(c);
    return name == null ? Character.toString(c) : name.toLowerCase(Locale.ROOT);
  }

  private static Map<Integer, String> read() {
    InputStream stream =
        Objects.requireNonNull(EmojiWords.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .collect(
              Collectors.toUnmodifiableMap(
                  fields -> HexFormat.fromHexDigits(fields[0]), fields -> fields[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
