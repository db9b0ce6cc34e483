package io.assay.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "So FUNNY!! | so funny",
        "I don’t, it's 'quoted' dogs' | i don't it's quoted dogs",
        "@bob see http://x.co/#a and y.com | <user> see <url> and <url>",
        "so #funny #cute | so",
        "lol😂😂 ok | lol 😂 😂 ok",
        "👍🏽 👍 ❤️ ❤ | 👍 👍 ❤ ❤",
        "👩‍🚀🇺🇸1️⃣ | 👩‍🚀 🇺🇸 1",
        "ＦＵＬＬ ﬁne ½ | full fine 1 2",
        "cafe\u0301 Ünï | café ünï",
        "top10 2024-01 | top10 2024 01",
        "日本語 テスト | 日 本 語 テスト",
        "हिन्दी में | हिन्दी में",
        "well-known snake_case | well known snake case",
        "... | ''"
      })
  void takesWordsApart(String text, String words) {
    assertThat(String.join(" ", Words.of(text))).isEqualTo(words);
  }

  @Test
  void emojiAreWordsToo() {
    assertThat(Words.emoji("so 👍🏽 lol😂😂 1 #😂 🇺🇸"))
        .containsExactly("👍", "😂", "😂", "😂", "🇺🇸");
    assertThat(Words.emoji("none :)")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "so funny!|so funny!",
        "😂| face with tears of joy ",
        "lol😂!|lol face with tears of joy !",
        "❤️❤| red heart  red heart ",
        "👍🏽| thumbs up sign ",
        "🤷‍♀️| shrug female sign ",
        "🇺🇸🇨🇭| flag us  flag ch ",
        "1️⃣ of 1| keycap 1  of 1",
        "🥹🫠| face holding back tears  melting face ",
        "✨| sparkles ",
        "नमस्ते 日本 é|नमस्ते 日本 é",
        "ക്‍ష|ക്‍ష"
      })
  void writesEmojiAsWords(String text, String expanded) {
    assertThat(EmojiWords.expand(text)).isEqualTo(expanded);
  }

  @Test
  void leavesAnEmojiWithoutANameAsItIs() {
    assertThat(EmojiWords.expand("\ud83e\udeff")).isEqualTo(" \ud83e\udeff ");
  }

  @Test
  void doesNotFailOnHalfACharacter() {
    assertThat(EmojiWords.expand("a\ud83d")).isEqualTo("a\ud83d");
    assertThat(Words.of("a\ud83d b")).containsExactly("a", "b");
    assertThat(Redaction.apply("\ude02@bob\ud83d")).isEqualTo("\ude02<user>\ud83d");
  }
}
