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
  void doesItsStepsInTheirOrderWhateverOrderTheyAreGivenIn() {
    TextPreparation masks =
        TextPreparation.of(List.of(Step.EMOJI_WORDS, Step.MASK_MENTIONS, Step.MASK_URLS));
    assertThat(masks.apply(POST)).isEqualTo("@user  face with tears of joy  http #MondayMood");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "so #MondayMood, #a1!|so monday mood, a 1!",
        "so tired #no_coffee|so tired no coffee",
        "C# is #1 and a#b|C# is #1 and a#b",
        "see https://example.org/#top now|see https://example.org/#top now",
        "#ＦｕｌｌWidth|full width",
        "half \uD83D|half \uD83D"
      })
  void splitsHashtags(String text, String expected) {
    assertThat(TextPreparation.of(List.of(Step.SPLIT_HASHTAGS)).apply(text)).isEqualTo(expected);
  }

  @Test
  void doesNothingWhenNothingIsAsked() {
    assertThat(TextPreparation.of(List.of()).apply(POST)).isEqualTo(POST);
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
