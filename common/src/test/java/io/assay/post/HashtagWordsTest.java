package io.assay.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashtagWordsTest {

  @ParameterizedTest
  @CsvSource({
    "MondayMood, monday mood",
    "sofunny, sofunny",
    "SOFUNNY, sofunny",
    "HTMLPage, html page",
    "iPhone, i phone",
    "so_funny__now, so funny now",
    "covid19, covid 19",
    "2024Goals, 2024 goals",
    "B2B, b 2 b",
    "can·not, can not",
    "ＭｏｎｄａｙＭｏｏｄ, monday mood",
    "СчастливыйДень, счастливый день",
    "CaféÉlan, café élan",
    "हिन्दी, हिन्दी",
    "日本語タグ, 日本語タグ",
    "_, ''"
  })
  void splitsWhereTheWritingShowsIt(String tag, String words) {
    assertThat(String.join(" ", HashtagWords.camelCase().split(tag))).isEqualTo(words);
  }

  @Test
  void splitsIntoTheWordsOfTheLeastCost() {
    HashtagWords words =
        HashtagWords.withCosts(
            Map.of("so", 2.0, "funny", 3.0, "fun", 2.5, "ny", 9.0, "sofa", 4.0, "a", 1.0));
    assertThat(words.split("sofunny")).containsExactly("so", "funny");
    assertThat(words.split("SoFunnySofa")).containsExactly("so", "funny", "sofa");
    assertThat(words.split("sofunnyx")).as("x is no word").isEqualTo(List.of("sofunnyx"));
    assertThat(words.split("sofa_so99")).containsExactly("sofa", "so", "99");
  }

  @Test
  void refusesACostThatIsNone() {
    assertThatThrownBy(() -> HashtagWords.withCosts(Map.of("a", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a'");
  }
}
