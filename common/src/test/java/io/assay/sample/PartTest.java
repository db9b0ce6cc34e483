package io.assay.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.config.Task;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartTest {
  private static final Task.Split SHARES = new Task.Split(0.4, 0.1, 0.1, 0.4, "author", "");

  @ParameterizedTest
  @EnumSource
  void tableValuesReadBack(Part part) {
    assertThat(Part.of(part.key())).contains(part);
    assertThat(Part.ofGiven(part.key(), 0.3)).contains(part);
  }

  @ParameterizedTest
  @CsvSource({
    "train, .9, TRAIN", "' Test ', .1, TEST", "TRAIN, .1, TRAIN", "val, .4999, TUNE",
    "val, .5, CALIBRATE", "Validation, 0, TUNE", "dev, .9999, CALIBRATE", "tune, .9, TUNE",
  })
  void aGivenSplitWins(String split, double u, Part part) {
    assertThat(Part.ofGiven(split, u)).contains(part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "holdout", "tests", "train test"})
  void anythingElseIsNoPart(String split) {
    assertThat(Part.ofGiven(split, 0.5)).isEmpty();
    assertThat(Part.of(split)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, TRAIN",
    ".3999999, TRAIN",
    ".4, TUNE",
    ".4999999, TUNE",
    ".5, CALIBRATE",
    ".5999999, CALIBRATE",
    ".6, TEST",
    ".9999999, TEST",
  })
  void sharesAreTakenInOrder(double u, Part part) {
    assertThat(Part.ofShare(SHARES, u)).isEqualTo(part);
  }

  @Test
  void aPartWithoutAShareGetsNothing() {
    Task.Split none = new Task.Split(0, 0, 0, 1, "post", "");
    assertThat(Part.ofShare(none, 0)).isEqualTo(Part.TEST);
    Task.Split noTune = new Task.Split(0.5, 0, 0, 0.5, "post", "");
    assertThat(Part.ofShare(noTune, 0.5)).isEqualTo(Part.TEST);
  }

  @Test
  void groupsFallByTheirShares() {
    int groups = 20_000;
    Map<Part, Integer> count = new EnumMap<>(Part.class);
    for (int i = 0; i < groups; i++) {
      count.merge(Part.ofShare(SHARES, RandomNumber.of("split:", "author-" + i)), 1, Integer::sum);
    }
    Map<Part, Double> shares =
        Map.of(Part.TRAIN, 0.4, Part.TUNE, 0.1, Part.CALIBRATE, 0.1, Part.TEST, 0.4);
    shares.forEach(
        (part, share) -> {
          double four = 4 * Math.sqrt(share * (1 - share) / groups);
          assertThat(count.getOrDefault(part, 0) / (double) groups)
              .as(part.key())
              .isBetween(share - four, share + four);
        });
  }
}
