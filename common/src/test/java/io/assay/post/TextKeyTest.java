package io.assay.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextKeyTest {

  @Test
  void hashesAsSha256Does() {
    assertThat(ContentHash.sha256_128("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    assertThat(TextKey.textHash("  abc\n")).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    assertThat(TextKey.textHash("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb924");
  }

  @Test
  void textHashSeesWordsAndNotSpacing() {
    assertThat(TextKey.textHash("so\u00a0 funny\t\n😂"))
        .isEqualTo(TextKey.textHash("so funny 😂"))
        .isNotEqualTo(TextKey.textHash("So funny 😂"))
        .isNotEqualTo(TextKey.textHash("sofunny 😂"));
    assertThat(TextKey.textHash("cafe\u0301")).isEqualTo(TextKey.textHash("café"));
    assertThat(TextKey.textHash("ﬁ")).as("NFC, not NFKC").isNotEqualTo(TextKey.textHash("fi"));
  }

  static Stream<List<String>> copies() {
    return Stream.of(
        List.of(
            "So funny!",
            "so funny",
            "SO FUNNY 😂😂",
            "sofunny",
            "@bob So funny http://t.co/x1",
            "so, funny 2"),
        List.of("RT @a.b: Look (x.com/y)", "rt @c look"),
        List.of("Straße", "STRASSE", "strasse"),
        List.of("ΟΔΟΣ", "οδος", "οδοσ"),
        List.of("cafe\u0301", "CAFÉ", "ＣＡＦÉ"),
        List.of("ok ❤️", "ok ❤", "OK"));
  }

  @ParameterizedTest
  @MethodSource("copies")
  void copiesMeet(List<String> texts) {
    assertThat(texts.stream().map(TextKey::nearDuplicateKey).distinct()).hasSize(1);
  }

  @Test
  void textsWithoutLettersAreNoCopiesOfEachOther() {
    List<String> texts =
        List.of("😂", "!!!", "", "2024", "7", "http://a.co/x", "http://a.co/y", "❤️", "👍");
    assertThat(texts.stream().map(TextKey::nearDuplicateKey).distinct()).hasSize(texts.size());
    assertThat(TextKey.nearDuplicateKey(" 😂  😂 ")).isEqualTo(TextKey.nearDuplicateKey("😂 😂"));
  }

  @Test
  void keysDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(TextKey.nearDuplicateKey("TITLE")).isEqualTo("title");
      assertThat(HashtagKey.of("TITLE")).isEqualTo("title");
    } finally {
      Locale.setDefault(before);
    }
  }
}
