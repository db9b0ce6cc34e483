package io.assay.report.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.stats.Warnings;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarningTextTest {
  static Stream<String> codes() {
    return Stream.concat(
        Stream.of("assumed-random-gold"),
        Arrays.stream(Warnings.class.getFields()).map(WarningTextTest::value));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyCodeIsOnePlainSentence(String code) {
    assertThat(WarningText.of(code))
        .matches("[A-Z].*\\.")
        .contains(" ")
        .doesNotStartWith("Warning:")
        .doesNotContain(code + " ");
  }

  @Test
  void detailSentenceAndUnknownCode() {
    assertThat(WarningText.of("exploratory: f1")).endsWith("first hint. (f1)");
    assertThat(WarningText.of("Two posts were dropped.")).isEqualTo("Two posts were dropped.");
    assertThat(WarningText.of("moon-phase")).isEqualTo("Warning: moon phase.");
  }

  private static String value(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
