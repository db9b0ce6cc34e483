package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the library's own encodings, of which only the ids are taken. */
class TokensTest {
  private static final int MOST = 12;

  private static HuggingFaceTokenizer library;
  private static Tokens tokens;

  @BeforeAll
  static void open() throws IOException {
    DjlSettings.apply(TestModels.natives());
    Path file = TestModels.files("minilm-l6-v2").tokenizer();
    library =
        HuggingFaceTokenizer.builder()
            .optTokenizerPath(file)
            .optPadding(false)
            .optTruncation(true)
            .optMaxLength(MOST)
            .build();
    tokens = Tokens.open(file, MOST);
  }

  @AfterAll
  static void close() {
    tokens.close();
    library.close();
  }

  @Test
  void areTheIdsOfTheLibrary() throws IOException {
    Path posts = Path.of(System.getProperty("assay.project"), "test-data/posts.jsonl");
    for (String line : Files.readAllLines(posts)) {
      hasItsIds(new ObjectMapper().readTree(line).path("text").asText());
    }
  }

  @Test
  void areTheIdsOfTheLibraryOnAnyCharacters() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      hasItsIds(
          random
              .ints(random.nextInt(30), 0, Character.MAX_VALUE + 1)
              .mapToObj(c -> Character.toString((char) c))
              .reduce("", String::concat));
    }
  }

  @Test
  void areCutBetweenTheMarks() {
    long[] ids = tokens.of("one two three four five six seven eight nine ten eleven twelve");
    assertThat(ids).hasSize(MOST).startsWith(101).endsWith(102);
  }

  private static void hasItsIds(String text) {
    assertThat(tokens.of(text)).as(text).isEqualTo(library.encode(text).getIds());
  }
}
