package io.assay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
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
  }
}
