package io.assay.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.post.TextPreparation.Step;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPreparationTest {
  private static final String POST = "@bob 😂 x.com/a #MondayMood";

  @Test
  void preparesForEmbedding() {
    assertThat(TextPreparation.EMBEDDING.id()).isEqualTo("mask-urls_mask-mentions_emoji-words");
    assertThat(TextPreparation.EMBEDDING.apply(POST))
        .isEqualTo("@user  face with tears of joy  http #MondayMood");
  }

  @Test
  void splitsHashtags() {
    assertThat(TextPreparation.of(List.of(Step.SPLIT_HASHTAGS)).apply("so #MondayMood, #a1!"))
        .isEqualTo("so monday mood, a 1!");
  }

  @Test
  void doesNothingWhenNothingIsAsked() {
    assertThat(TextPreparation.AS_IS.apply(POST)).isEqualTo(POST);
    assertThat(TextPreparation.AS_IS.id()).isEqualTo("as-is");
  }

  @Test
  void theIdNamesThePreparation() {
    for (TextPreparation preparation : List.of(TextPreparation.EMBEDDING, TextPreparation.AS_IS)) {
      assertThat(TextPreparation.ofId(preparation.id())).isEqualTo(preparation);
    }
    assertThat(TextPreparation.ofId("emoji-words_mask-urls").id())
        .isEqualTo("mask-urls_emoji-words");
    assertThatThrownBy(() -> TextPreparation.ofId("emoji"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'emoji'");
  }

  @Test
  void refusesStepsOutOfOrder() {
    assertThatThrownBy(() -> new TextPreparation(List.of(Step.EMOJI_WORDS, Step.MASK_URLS)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "so #funny cat|so cat",
        "#Funny cat|cat",
        "cat #FUNNY|cat ",
        "cat #ｆｕｎｎｙ!|cat !",
        "＃funny|''",
        "#funnycat #sofunny|#funnycat #sofunny",
        "#a#funny b|#a b",
        "##funny x|# x",
        "x#funny y|x y",
        "#cute #funny #lol z|#cute z",
        "funny|funny"
      })
  void removesHashtagsThatGoldCameFrom(String text, String rest) {
    assertThat(HashtagRemoval.remove(text, Set.of("funny", "lol"))).isEqualTo(rest);
  }
}
