package io.assay.post;

import java.io.Serializable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Splits a hashtag into lower-case words: at underscores and other joiners, at the humps of camel
 * case ({@code HTMLPage} is html, page), between letters and digits, and, given what words cost,
 * within what is left.
 */
public final class HashtagWords implements Serializable {
  private static final HashtagWords CAMEL_CASE = new HashtagWords(Map.of());

  private final Map<String, Double> costs;
  private final int longest;

  private HashtagWords(Map<String, Double> costs) {
    this.costs = Map.copyOf(costs);
    this.longest = costs.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /** Splits where the writing shows it: {@code sofunny} stays one word. */
  public static HashtagWords camelCase() {
    return CAMEL_CASE;
  }

  /**
   * Splits further into the words of the least total cost; what words alone do not make up stays
   * whole.
   *
   * @param costs at least 0 by word in lower case, such as minus the log of its share in a corpus
   * @throws IllegalArgumentException if a cost is negative or no number
   */
  public static HashtagWords withCosts(Map<String, Double> costs) {
    costs.forEach(
        (word, cost) -> {
          if (word.isEmpty() || !(cost >= 0)) {
            throw new IllegalArgumentException("'" + word + "' has the cost " + cost);
          }
        });
    return new HashtagWords(costs);
  }

  /**
   * The words of a tag in their order.
   *
   * @param tag without the #
   */
  public List<String> split(String tag) {
    if (costs.isEmpty() && isLowerCaseAscii(tag)) {
      return List.of(tag);
    }
    String normal = Ascii.isAscii(tag) ? tag : Normalizer.normalize(tag, Normalizer.Form.NFKC);
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= normal.length(); i++) {
      if (i == normal.length() || isJoiner(normal.charAt(i))) {
        addPart(normal, start, i, words);
        start = i + 1;
      } else if (i > start && isHump(normal, i)) {
        addPart(normal, start, i, words);
        start = i;
      }
    }
    return List.copyOf(words);
  }

  private void addPart(String tag, int start, int end, List<String> words) {
    if (start < end) {
      String part = tag.substring(start, end).toLowerCase(Locale.ROOT);
      if (costs.isEmpty()) {
        words.add(part);
      } else {
        words.addAll(cheapest(part));
      }
    }
  }

  /** Most tags are one word already. */
  private static boolean isLowerCaseAscii(String tag) {
    for (int i = 0; i < tag.length(); i++) {
      if (tag.charAt(i) < 'a' || tag.charAt(i) > 'z') {
        return false;
      }
    }
    return !tag.isEmpty();
  }

  /** The Viterbi path; of equally dear ones, that with the longer last word. */
  private List<String> cheapest(String part) {
    double[] cost = new double[part.length() + 1];
    int[] wordStart = new int[part.length() + 1];
    for (int end = 1; end <= part.length(); end++) {
      cost[end] = Double.POSITIVE_INFINITY;
      for (int start = Math.max(0, end - longest); start < end; start++) {
        double word = costs.getOrDefault(part.substring(start, end), Double.POSITIVE_INFINITY);
        if (cost[start] + word < cost[end]) {
          cost[end] = cost[start] + word;
          wordStart[end] = start;
        }
      }
    }
    return Double.isInfinite(cost[part.length()]) ? List.of(part) : path(part, wordStart);
  }

  private static List<String> path(String part, int[] wordStart) {
    List<String> words = new ArrayList<>();
    for (int end = part.length(); end > 0; end = wordStart[end]) {
      words.add(0, part.substring(wordStart[end], end));
    }
    return words;
  }

  /** Whether a new word starts at this index, seen from the characters around it. */
  private static boolean isHump(String tag, int i) {
    char before = tag.charAt(i - 1);
    char here = tag.charAt(i);
    if (Character.isDigit(before) != Character.isDigit(here)) {
      return !isMark(here);
    }
    boolean nextIsLower = i + 1 < tag.length() && Character.isLowerCase(tag.charAt(i + 1));
    return Character.isUpperCase(here) && (!Character.isUpperCase(before) || nextIsLower);
  }

  private static boolean isMark(char c) {
    return Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.ENCLOSING_MARK;
  }

  /** What a tag may hold besides letters, marks and digits. */
  private static boolean isJoiner(char c) {
    return !Character.isSurrogate(c)
        && !HashtagCharacters.isLetterOrMark(c)
        && !Character.isDigit(c);
  }
}
