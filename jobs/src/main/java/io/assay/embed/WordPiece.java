package io.assay.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.post.Ascii;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Texts to ids of word pieces as the Hugging Face tokenizer of an uncased BERT makes them (Wu et
 * al. 2016; Devlin et al. 2019). For static embedders only, whose time would go into crossing over
 * to native code; transformers use the library. Unicode is that of the Java platform: code points
 * that it classifies otherwise than the library does are split otherwise.
 */
final class WordPiece {
  private static final String CONTINUED = "##";
  private static final int LONGEST_WORD = 100;
  private static final int ASCII = 128;
  private static final int REPLACEMENT = 0xFFFD;

  private final ShortWords shortWords;
  private final PieceTrie starts = new PieceTrie();
  private final PieceTrie continuations = new PieceTrie();
  private final List<Integer> ordinary = new ArrayList<>();
  private final Map<String, Integer> specials = new HashMap<>();
  private final int size;
  private final int unknown;
  private final int start;
  private final int end;

  private WordPiece(Map<String, Integer> vocabulary, Set<String> special) {
    Map<String, Integer> whole = new HashMap<>();
    vocabulary.forEach(
        (piece, id) -> {
          if (special.contains(piece)) {
            specials.put(piece, id);
          }
          if (!piece.matches("\\[[^ \\]]+\\]")) {
            ordinary.add(id);
          }
          if (piece.startsWith(CONTINUED) && piece.length() > CONTINUED.length()) {
            continuations.add(piece.substring(CONTINUED.length()), id);
          } else {
            starts.add(piece, id);
            whole.put(piece, id);
          }
        });
    ordinary.sort(null);
    shortWords = ShortWords.of(whole);
    size = vocabulary.values().stream().mapToInt(id -> id).max().orElse(0) + 1;
    unknown = vocabulary.getOrDefault("[UNK]", 0);
    start = vocabulary.getOrDefault("[CLS]", 0);
    end = vocabulary.getOrDefault("[SEP]", 0);
  }

  /**
   * Reads a {@code tokenizer.json}.
   *
   * @throws AssayException (USAGE) if it is of another kind
   */
  static WordPiece read(Path file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    JsonNode normalizer = root.path("normalizer");
    boolean known =
        root.path("model").path("type").asText().equals("WordPiece")
            && root.path("model").path("continuing_subword_prefix").asText().equals(CONTINUED)
            && root.path("model").path("max_input_chars_per_word").asInt() == LONGEST_WORD
            && root.path("pre_tokenizer").path("type").asText().equals("BertPreTokenizer")
            && normalizer.path("type").asText().equals("BertNormalizer")
            && normalizer.path("clean_text").asBoolean()
            && normalizer.path("handle_chinese_chars").asBoolean()
            && normalizer.path("lowercase").asBoolean()
            && normalizer.path("strip_accents").asBoolean(true);
    if (!known) {
      throw new AssayException(
          ExitCode.USAGE,
          file + " is not the tokenizer of an uncased BERT; only such models can be distilled");
    }
    Map<String, Integer> vocabulary = new HashMap<>();
    root.path("model")
        .path("vocab")
        .properties()
        .forEach(entry -> vocabulary.put(entry.getKey(), entry.getValue().asInt()));
    Set<String> special = new HashSet<>();
    root.path("added_tokens").forEach(token -> special.add(token.path("content").asText()));
    return new WordPiece(vocabulary, special);
  }

  /** One more than the largest id. */
  int size() {
    return size;
  }

  /** Ids in their order, without those of marks such as {@code [SEP]} and of unused ones. */
  List<Integer> ordinary() {
    return ordinary;
  }

  /** A text of one token, with the marks at its ends. */
  long[] alone(int id) {
    return new long[] {start, id, end};
  }

  /**
   * Ids of a text without the marks at its ends.
   *
   * @param most ids; the rest is cut off
   */
  int[] of(String text, int most) {
    Ids ids = new Ids(most, text.length() / 3 + 8);
    int from = 0;
    for (int at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
      String special = specialAt(text, at);
      if (!special.isEmpty()) {
        split(text.substring(from, at), ids);
        ids.add(specials.getOrDefault(special, unknown));
        from = at + special.length();
      }
    }
    split(from == 0 ? text : text.substring(from), ids);
    return ids.get();
  }

  private String specialAt(String text, int at) {
    for (String special : specials.keySet()) {
      if (text.startsWith(special, at)) {
        return special;
      }
    }
    return "";
  }

  /** Ids up to a number of them. */
  private static final class Ids {
    private final int most;
    private int[] values;
    private int count;

    Ids(int most, int expected) {
      this.most = most;
      this.values = new int[Math.min(most, expected)];
    }

    void add(int id) {
      if (count == values.length && count < most) {
        values = Arrays.copyOf(values, Math.min(most, 2 * count + 1));
      }
      if (count < most) {
        values[count++] = id;
      }
    }

    boolean isFull() {
      return count == most;
    }

    /** Takes back all beyond a number. */
    void cut(int to) {
      count = to;
    }

    int[] get() {
      return Arrays.copyOf(values, count);
    }
  }

  private void split(String text, Ids ids) {
    String decomposed =
        Ascii.isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFD);
    char[] word = new char[decomposed.length()];
    int length = 0;
    int step;
    for (int i = 0; i < decomposed.length() && !ids.isFull(); i += step) {
      int c = decomposed.codePointAt(i);
      step = Character.charCount(c);
      switch (role(c)) {
        case PART -> length = append(c, word, length);
        case ALONE -> {
          pieces(word, length, ids);
          pieces(Character.toChars(c), step, ids);
          length = 0;
        }
        case SPACE -> {
          pieces(word, length, ids);
          length = 0;
        }
        case NOTHING -> {}
      }
    }
    pieces(word, length, ids);
  }

  private static int append(int c, char[] word, int length) {
    if (c < ASCII) {
      word[length] = ASCII_LOWER[c];
      return length + 1;
    }
    return length + Character.toChars(Character.toLowerCase(c), word, length);
  }

  /** The longest piece that the rest of the word starts with, and so on; all or unknown. */
  private void pieces(char[] word, int length, Ids ids) {
    if (length == 0) {
      return;
    }
    int whole = shortWords.id(word, length);
    if (whole != ShortWords.NONE) {
      ids.add(whole);
      return;
    }
    int before = ids.count;
    if (Character.codePointCount(word, 0, length) > LONGEST_WORD) {
      ids.add(unknown);
      return;
    }
    int from = 0;
    while (from < length) {
      long found = (from == 0 ? starts : continuations).longest(word, from, length);
      if (found == PieceTrie.NONE) {
        ids.cut(before);
        ids.add(unknown);
        return;
      }
      ids.add(PieceTrie.id(found));
      from = PieceTrie.end(found);
    }
  }

  /** What a code point is in a text. */
  private enum Role {
    PART,
    ALONE,
    SPACE,
    NOTHING
  }

  private static final Role[] ASCII_ROLES = new Role[ASCII];
  private static final char[] ASCII_LOWER = new char[ASCII];

  static {
    for (char c = 0; c < ASCII; c++) {
      ASCII_ROLES[c] = roleByType(c);
      ASCII_LOWER[c] = Character.toLowerCase(c);
    }
  }

  private static Role role(int c) {
    return c < ASCII ? ASCII_ROLES[c] : roleByType(c);
  }

  private static Role roleByType(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\t' || c == '\n' || c == '\r' ? Role.SPACE : Role.NOTHING;
      case Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.NON_SPACING_MARK ->
          Role.NOTHING;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          Role.SPACE;
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          Role.ALONE;
      default -> isAlone(c) ? Role.ALONE : c == REPLACEMENT ? Role.NOTHING : Role.PART;
    };
  }

  /** Symbols of ASCII and ideographs. */
  private static boolean isAlone(int c) {
    return (c < ASCII && !Character.isLetterOrDigit(c))
        || (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B73F)
        || (c >= 0x2B740 && c <= 0x2B81F)
        || (c >= 0x2B920 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }
}
