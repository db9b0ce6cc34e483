package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.post.TextKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPreparationTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "This is an example sentence, This is an example sentence",
        "so tired #MondayMood #no_coffee, so tired Monday Mood no coffee",
        "C# is #1 and a#b, C# is #1 and a#b",
        "see https://example.org/#top now, see https://example.org/#top now",
        "#ＦｕｌｌWidth, full width",
        "'', ''"
      })
  void hashtagsBecomeTheirWords(String text, String expected) {
    assertThat(TextPreparation.WORDS.apply(text)).isEqualToIgnoringCase(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "lol\uD83D\uDE02, lol face with tears of joy",
    "love \u2764\uFE0F it, love heart it",
    "\uD83D\uDDA4, black heart",
    "\uD83D\uDC4D\uD83C\uDFFD ok, thumbs up sign ok",
    "\u2639, frowning face",
    "5 \u20AC + 3 < 9, 5 \u20AC + 3 < 9"
  })
  void emojiBecomeTheirNames(String text, String expected) {
    String words = TextPreparation.WORDS.apply(text);

    assertThat(words.replaceAll(" +", " ").strip()).isEqualTo(expected);
  }

  @Test
  void plainLeavesTheWordsAlone() {
    assertThat(TextPreparation.PLAIN.apply(" so #Funny \uD83D\uDE02\n lol"))
        .isEqualTo("so #Funny \uD83D\uDE02 lol");
  }

  @ParameterizedTest
  @EnumSource
  void textsOfOneHashComeOutTheSame(TextPreparation preparation) {
    String text = "caf\u00e9 #MondayMood";
    String other = "  cafe\u0301 \t#MondayMood\n";

    assertThat(TextKey.textHash(other)).isEqualTo(TextKey.textHash(text));
    assertThat(preparation.apply(other)).isEqualTo(preparation.apply(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"half \uD83D", "\uDE02 half", "nul \u0000"})
  void brokenTextsPass(String text) {
    assertThat(TextPreparation.WORDS.apply(text)).contains(text.strip().substring(1, 4));
  }
}
