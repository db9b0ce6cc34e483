package io.assay.post;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that end a host; they tell {@code name.com} from {@code end.Next}. */
final class TopLevelDomains {
  private static final String RESOURCE = "top-level-domains.txt";
  private static final int LONGEST_ASCII = 18;

  static final Set<String> NAMES = read();

  /** Longest first, since one is the start of another. */
  private static final List<String> NOT_ASCII =
      NAMES.stream()
          .filter(name -> !name.chars().allMatch(HashtagCharacters::isAsciiLetter))
          .sorted((a, b) -> Integer.compare(b.length(), a.length()))
          .toList();

  private TopLevelDomains() {}

  /**
   * Where the top-level domain, or the {@code xn--} form of one, that starts at an index ends.
   *
   * @param to where the text ends
   * @return -1 if none starts there
   */
  static int end(String text, int from, int to) {
    int end = endOfKnown(text, from, to);
    return end >= 0 ? end : endPunycode(text, from, to);
  }

  /** As {@link #end}, for the names of the list only. */
  static int endOfKnown(String text, int from, int to) {
    int letters = from;
    while (letters < to && HashtagCharacters.isAsciiLetter(text.charAt(letters))) {
      letters++;
    }
    if (isKnown(text, from, letters) && mayEnd(text, letters, to)) {
      return letters;
    }
    return letters < to && text.charAt(letters) >= 128 ? endNotAscii(text, from, to) : -1;
  }

  private static boolean isKnown(String text, int from, int end) {
    return end - from >= 2
        && end - from <= LONGEST_ASCII
        && NAMES.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
  }

  private static int endNotAscii(String text, int from, int to) {
    for (String name : NOT_ASCII) {
      int end = from + name.length();
      if (end <= to && startsWith(text, from, name) && mayEnd(text, end, to)) {
        return end;
      }
    }
    return -1;
  }

  private static int endPunycode(String text, int from, int to) {
    int end = from + 4;
    if (end >= to || !text.regionMatches(true, from, "xn--", 0, 4)) {
      return -1;
    }
    while (end < to
        && (UrlCharacters.isAsciiAlphanumeric(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    return end > from + 4 ? end : -1;
  }

  /** Only ASCII letters match in either case. */
  private static boolean startsWith(String text, int from, String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = text.charAt(from + i);
      char folded = HashtagCharacters.isAsciiLetter(c) ? (char) (c | 0x20) : c;
      if (folded != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayEnd(String text, int end, int to) {
    if (end >= to) {
      return true;
    }
    char next = text.charAt(end);
    return !UrlCharacters.isAsciiAlphanumeric(next) && next != '@' && next != '+' && next != '-';
  }

  private static Set<String> read() {
    InputStream stream =
        Objects.requireNonNull(TopLevelDomains.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Stream.of(line.split(" ", -1)))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
