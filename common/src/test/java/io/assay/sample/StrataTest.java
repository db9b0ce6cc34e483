package io.assay.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrataTest {
  @Test
  void rareStrataAreTakenTogether() {
    Strata strata = Strata.of(Map.of("lang=en", 900L, "lang=de", 10L, "lang=eo", 9L), 10);
    assertThat(strata.own()).containsExactlyInAnyOrder("lang=en", "lang=de");
    assertThat(strata.of("lang=de")).isEqualTo("lang=de");
    assertThat(strata.of("lang=eo")).isEqualTo(Strata.OTHER);
    assertThat(strata.of("lang=never-seen")).isEqualTo(Strata.OTHER);
  }

  @Test
  void aStratumThatIsAloneIsNotRare() {
    assertThat(Strata.of(Map.of("", 1L), 10).of("")).isEmpty();
  }

  @Test
  void thirtyAreKeptAndOfMoreTheSmallestCollapse() {
    assertThat(Strata.of(sizes(30), 2).own()).hasSize(30);
    Strata more = Strata.of(sizes(31), 2);
    assertThat(more.own()).hasSize(29).contains("s31", "s03").doesNotContain("s02", "s01");
    // One rare stratum beside thirty makes thirty-one as well.
    Map<String, Long> oneRare = new HashMap<>(sizes(30));
    oneRare.put("rare", 1L);
    assertThat(Strata.of(oneRare, 2).own()).hasSize(29).doesNotContain("rare", "s01");
  }

  @Test
  void equalSizesAreKeptByName() {
    Map<String, Long> equal = new LinkedHashMap<>();
    IntStream.range(0, 40).map(i -> 39 - i).forEach(i -> equal.put("s%02d".formatted(i), 5L));
    assertThat(Strata.of(equal, 2).own()).hasSize(29).contains("s00", "s28").doesNotContain("s29");
  }

  /** Strata s01, s02, … of 101, 102, … posts. */
  private static Map<String, Long> sizes(int strata) {
    Map<String, Long> sizes = new HashMap<>();
    IntStream.rangeClosed(1, strata).forEach(i -> sizes.put("s%02d".formatted(i), 100L + i));
    return sizes;
  }
}
