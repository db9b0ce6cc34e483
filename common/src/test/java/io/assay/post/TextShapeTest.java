package io.assay.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextShapeTest {

  @Test
  void countsCharactersWordsUpperCaseAndPunctuation() {
    assertThat(TextShape.of("SO bad!!"))
        .containsExactly(Math.log1p(8), Math.log1p(2), 2 / 5.0, 2 / 8.0)
        .hasSize(TextShape.SIZE);
  }

  @Test
  void nothingHasNoShare() {
    assertThat(TextShape.of("")).containsExactly(0, 0, 0, 0);
    assertThat(TextShape.of("12")).containsExactly(Math.log1p(2), Math.log1p(1), 0, 0);
  }
}
