package io.assay.post;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a post for a bag of words: NFKC, lower case, apostrophes kept inside words, each
 * emoji sequence and each Chinese character a word of its own. URLs and mentions are {@code <url>}
 * and {@code <user>}. Hashtags are left out, since they are features of their own.
 */
public final class Words {
  static final String URL = "<url>";
  static final String USER = "<user>";
  private static final String NOTHING = "";

  private Words() {}

  /** The words in their order, repeated ones too. */
  public static List<String> of(String text) {
    List<Claim> claims = new ArrayList<>();
    claims.addAll(Claim.all(Urls.find(text), URL));
    claims.addAll(Claim.all(Mentions.find(text), USER));
    for (Hashtag tag : Hashtags.extract(text)) {
      claims.add(new Claim(new Span(tag.position(), tag.end()), NOTHING));
    }
    List<String> words = new ArrayList<>();
    int read = 0;
    for (Claim claim : Claim.settle(claims)) {
      addWords(text.substring(read, claim.span().start()), words);
      if (!claim.mask().isEmpty()) {
        words.add(claim.mask());
      }
      read = claim.span().end();
    }
    addWords(text.substring(read), words);
    return words;
  }

  /** Those of the words that are emoji, in their order, repeated ones too. */
  public static List<String> emoji(String text) {
    return of(text).stream().filter(word -> EmojiSequences.end(word, 0) > 0).toList();
  }

  private static void addWords(String text, List<String> words) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    int i = 0;
    while (i < normal.length()) {
      int end = EmojiSequences.end(normal, i);
      if (end > i) {
        words.add(bare(normal.substring(i, end)));
      } else {
        end = wordEnd(normal, i);
        if (end > i) {
          words.add(normal.substring(i, end).replace('\u2019', '\''));
        }
      }
      i = Math.max(end, i + 1);
    }
  }

  /** The index after the word that starts here, or {@code start} if none does. */
  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      boolean isAlone = Character.isIdeographic(c);
      if ((isAlone && end > start) || (!isWord(c) && !isInnerApostrophe(text, start, end))) {
        break;
      }
      end += Character.charCount(c);
      if (isAlone) {
        break;
      }
    }
    return end;
  }

  private static boolean isWord(int c) {
    return (HashtagCharacters.isLetterOrMark(c) && !EmojiSequences.isModifier(c))
        || Character.isDigit(c);
  }

  private static boolean isInnerApostrophe(String text, int start, int i) {
    char c = text.charAt(i);
    return (c == '\'' || c == '\u2019')
        && i > start
        && i + 1 < text.length()
        && Character.isLetter(text.codePointBefore(i))
        && Character.isLetter(text.codePointAt(i + 1));
  }

  /** An emoji without what only changes its looks, so that all its forms are one word. */
  private static String bare(String sequence) {
    StringBuilder bare = new StringBuilder(sequence.length());
    sequence.codePoints().filter(c -> !EmojiSequences.isModifier(c)).forEach(bare::appendCodePoint);
    return bare.toString();
  }
}
