package io.assay.post;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs of words, and runs of characters within words, as features of a post. */
public final class NGrams {
  private static final String BETWEEN_WORDS = " ";
  private static final String EDGE = " ";

  private NGrams() {}

  /**
   * Neighbouring words joined by a space, repeated ones too.
   *
   * @param words for example those of {@link Words#of}
   * @param least words of the shortest, at least 1
   * @param most words of the longest
   */
  public static List<String> ofWords(List<String> words, int least, int most) {
    List<String> grams = new ArrayList<>();
    for (int n = least; n <= most; n++) {
      for (int start = 0; start + n <= words.size(); start++) {
        grams.add(String.join(BETWEEN_WORDS, words.subList(start, start + n)));
      }
    }
    return grams;
  }

  /**
   * Neighbouring characters of one word with a space before and after it, which tells beginnings
   * and ends; repeated ones too. Words are what stands between white space, in NFKC and lower case,
   * hashtags and punctuation with them; URLs and mentions are left out.
   *
   * @param text of a post
   * @param least code points of the shortest, at least 1
   * @param most code points of the longest
   */
  public static List<String> ofCharacters(String text, int least, int most) {
    String normal =
        Normalizer.normalize(Masking.removeUrlsAndMentions(text), Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT);
    List<String> grams = new ArrayList<>();
    words(normal).forEach(word -> addGrams(EDGE + word + EDGE, least, most, grams));
    return grams;
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split("\\s+", -1)).filter(word -> !word.isEmpty());
  }

  private static void addGrams(String word, int least, int most, List<String> grams) {
    int[] characters = word.codePoints().toArray();
    for (int n = least; n <= most; n++) {
      for (int start = 0; start + n <= characters.length; start++) {
        grams.add(new String(characters, start, n));
      }
    }
  }
}
