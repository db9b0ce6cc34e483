package io.assay.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NGramsTest {

  @Test
  void runsOfWords() {
    List<String> words = List.of("not", "so", "bad");
    assertThat(NGrams.ofWords(words, 1, 1)).isEqualTo(words);
    assertThat(NGrams.ofWords(words, 1, 2)).containsExactly("not", "so", "bad", "not so", "so bad");
    assertThat(NGrams.ofWords(words, 3, 5)).containsExactly("not so bad");
    assertThat(NGrams.ofWords(List.of(), 1, 2)).isEmpty();
  }

  @Test
  void runsOfCharactersStayWithinAWordAndTellItsEnds() {
    assertThat(NGrams.ofCharacters("Ab c", 2, 3))
        .containsExactly(" a", "ab", "b ", " ab", "ab ", " c", "c ", " c ");
    assertThat(NGrams.ofCharacters("", 2, 5)).isEmpty();
    assertThat(NGrams.ofCharacters("  \n", 1, 5)).isEmpty();
  }

  @Test
  void aCharacterIsACodePoint() {
    assertThat(NGrams.ofCharacters("\ud83d\ude02!", 2, 2))
        .containsExactly(" \ud83d\ude02", "\ud83d\ude02!", "! ");
  }

  @Test
  void urlsAndMentionsAreLeftOutAndHashtagsStay() {
    assertThat(NGrams.ofCharacters("@bob http://x.co/a #Ab", 5, 5)).containsExactly(" #ab ");
  }
}
