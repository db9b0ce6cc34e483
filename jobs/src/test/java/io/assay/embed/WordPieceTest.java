package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the library, whose ids it must have. */
class WordPieceTest {
  private static final int MOST = 100_000;

  private static WordPiece ours;
  private static Tokens library;

  @BeforeAll
  static void open() throws IOException {
    ModelFiles files = TestModels.files("minilm-l6-v2");
    DjlSettings.apply(TestModels.natives());
    ours = WordPiece.read(files.tokenizer());
    library = Tokens.open(files.tokenizer(), MOST);
  }

  private static int[] expected(String text) {
    long[] ids = library.of(text);
    return Arrays.stream(ids).skip(1).limit(ids.length - 2L).mapToInt(id -> (int) id).toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "This is an example sentence",
        "Don't PANIC!!! it's 5:30pm... @bob_smith #MondayMood",
        "café CAFÉ cafe\u0301 naïve Übergröße İstanbul ΣΊΣΥΦΟΣ",
        "中文字 かな カナ 한국어 ไทย हिन्दी עברית",
        "tab\tnew\nline\u00a0nbsp\u200bzero\u2028sep\u0000nul\uFFFDrep",
        "[CLS] a [SEP][MASK] b [UNK] [unused5] [PAD]x [ [[CLS]]",
        "antidisestablishmentarianism supercalifragilisticexpialidocious",
        "\uD83D\uDE02 \u2764\uFE0F \uD835\uDD38 \u2026 \u201Cquoted\u201D \u20AC5",
        "##ing un##able # ## ###",
        "a-b_c/d\\e`f~g^h|i{j}k$l+m=n<o>p"
      })
  void hasTheIdsOfTheLibrary(String text) {
    assertThat(ours.of(text, MOST)).isEqualTo(expected(text));
  }

  @Test
  void aWordOfOverAHundredCharactersIsUnknown() {
    for (int length : new int[] {99, 100, 101}) {
      String text = "x " + "a".repeat(length) + " y";
      assertThat(ours.of(text, MOST)).isEqualTo(expected(text));
    }
  }

  @Test
  void cutsWhereTheLibraryCuts() throws IOException {
    String text = "unbelievably long sentences about tokenizers";
    try (Tokens cut = Tokens.open(TestModels.files("minilm-l6-v2").tokenizer(), 7)) {
      long[] ids = cut.of(text);
      assertThat(ours.of(text, 5)).hasSize(5);
      assertThat(Arrays.stream(ours.of(text, 5)).asLongStream())
          .containsExactly(Arrays.stream(ids).skip(1).limit(5).boxed().toArray(Long[]::new));
    }
  }

  @Test
  void hasTheIdsOfTheLibraryOnTheBundledPosts() throws IOException {
    Path posts = Path.of(System.getProperty("assay.project"), "test-data/posts.jsonl");
    for (String line : Files.readAllLines(posts)) {
      String text = new ObjectMapper().readTree(line).path("text").asText();
      assertThat(ours.of(text, MOST)).as(text).isEqualTo(expected(text));
    }
  }

  /** The library knows an older Unicode: it takes some newer marks for letters. */
  @Test
  void splitsAtWhateverTheLibrarySplitsAt() {
    List<Integer> unlike =
        codePoints().filter(c -> !isAlike(c)).boxed().collect(Collectors.toList());
    assertThat(unlike).hasSizeLessThan(400);
    assertThat(unlike)
        .extracting(c -> Character.getType(c))
        .containsOnly(
            (int) Character.NON_SPACING_MARK,
            (int) Character.OTHER_PUNCTUATION,
            (int) Character.OTHER_SYMBOL,
            (int) Character.DASH_PUNCTUATION,
            (int) Character.FORMAT);
  }

  @Test
  void hasTheIdsOfTheLibraryOnRandomTextOfWhatBothClassifyAlike() {
    int[] pool = codePoints().filter(WordPieceTest::isAlike).toArray();
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        boolean any = random.nextInt(3) == 0;
        text.appendCodePoint(any ? pool[random.nextInt(pool.length)] : 32 + random.nextInt(95));
      }
      assertThat(ours.of(text.toString(), MOST))
          .as("%s", text)
          .isEqualTo(expected(text.toString()));
    }
  }

  /** All of the first two planes, some of the others. */
  private static IntStream codePoints() {
    return IntStream.concat(
            IntStream.range(1, 0x20000),
            IntStream.iterate(0x20000, c -> c <= Character.MAX_CODE_POINT, c -> c + 101))
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
  }

  private static boolean isAlike(int c) {
    String text = "a" + Character.toString(c) + "b";
    return Arrays.equals(ours.of(text, MOST), expected(text));
  }

  @Test
  void refusesAnotherKindOfTokenizer(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, "{\"model\": {\"type\": \"BPE\"}}");
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> WordPiece.read(file))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .withMessageContainingAll("tokenizer.json", "uncased BERT");
  }
}
