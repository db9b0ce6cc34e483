package io.assay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("funny", "cute", "sunny", "logistic-regression", "at_least");

  @ParameterizedTest
  @CsvSource({
    "funy, funny",
    "FUNNY, funny",
    "gunny, funny",
    "cutee, cute",
    "logistic_regresion, logistic-regression",
    "at-least, at_least",
    "dog, ''",
    "'', ''",
    "something else, ''"
  })
  void findsWhatWasMeant(String name, String nearest) {
    assertThat(NearestName.of(name, KNOWN).orElse("")).isEqualTo(nearest);
  }

  @Test
  void hintsAtItOrListsWhatThereIs() {
    assertThat(NearestName.hint("funy", KNOWN)).isEqualTo(", did you mean 'funny'?");
    assertThat(NearestName.hint("dog", List.of("cute", "funny")))
        .isEqualTo("; known are cute, funny");
  }
}
