package io.assay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
<<<<<<< HEAD
import java.util.Optional;
import org.jspecify.annotations.Nullable;
=======
import org.junit.jupiter.api.Test;
>>>>>>> text
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
<<<<<<< HEAD
  @ParameterizedTest
  @CsvSource({
    "corpus_sise, corpus_size",
    "BAR, bar",
    "ba, bar",
    "unrelated,",
  })
  void nearest(String name, @Nullable String expected) {
    assertThat(NearestName.of(name, List.of("corpus_size", "bar", "labels")))
        .isEqualTo(Optional.ofNullable(expected));
=======
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
>>>>>>> text
  }
}
