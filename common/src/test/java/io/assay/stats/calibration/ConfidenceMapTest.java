package io.assay.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.config.CalibrationMethod;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfidenceMapTest {
  /** Labels stated at p are right with σ(logit(p)/2): the labeler is twice too sure. */
  private static ConfidenceMap overconfident(int n, CalibrationMethod method) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);
    double[] confidence = random.doubles(n).map(u -> 0.5 + 0.499 * u).toArray();
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      double truth = 1 / (1 + Math.sqrt((1 - confidence[i]) / confidence[i]));
      right[i] = random.nextDouble() < truth ? 1 : 0;
    }
    return ConfidenceMap.fit(method, confidence, right);
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void overconfidenceIsTakenBackAndTheOrderKept(CalibrationMethod method) {
    ConfidenceMap map = overconfident(20_000, method);
    assertThat(map.method()).isEqualTo(method);
    assertThat(map.posts()).isEqualTo(20_000);
    assertThat(map.apply(0.9)).isCloseTo(0.75, within(0.02));
    assertThat(map.apply(0.6)).isCloseTo(1 / (1 + Math.sqrt(0.4 / 0.6)), within(0.02));
    assertThat(map.brierAfter()).isLessThan(map.brierBefore());
    double[] mapped =
        IntStream.rangeClosed(0, 100).mapToDouble(i -> map.apply(i / 100.0)).toArray();
    assertThat(mapped).isSorted();
    assertThat(mapped[0]).isBetween(0.0, mapped[100]);
    assertThat(mapped[100]).isLessThanOrEqualTo(1);
  }

  @Test
  void theTemperatureIsTwo() {
    ConfidenceMap map = overconfident(20_000, CalibrationMethod.TEMPERATURE);
    assertThat(1 / map.scale()).isCloseTo(2, within(0.1));
    assertThat(map.shift()).isZero();
    assertThat(map.sentence(CalibrationMethod.TEMPERATURE))
        .startsWith(
            "Its confidences are calibrated by a temperature on 20000 posts: Brier score 0.");
  }

  @Test
  void fewPostsGiveIsotonicRegressionUpAndVeryFewEverything() {
    ConfidenceMap few = overconfident(999, CalibrationMethod.ISOTONIC);
    assertThat(few.method()).isEqualTo(CalibrationMethod.PLATT);
    assertThat(few.sentence(CalibrationMethod.ISOTONIC))
        .contains("Platt scaling (isotonic regression needs 1,000 posts) on 999 posts");
    ConfidenceMap none = overconfident(14, CalibrationMethod.PLATT);
    assertThat(none.method()).isEqualTo(CalibrationMethod.NONE);
    assertThat(none.apply(0.93)).isEqualTo(0.93);
    assertThat(none.sentence(CalibrationMethod.PLATT)).contains("14 posts", "15 are needed");
    assertThat(ConfidenceMap.fit(CalibrationMethod.PLATT, new double[0], new double[0]).apply(0.4))
        .isEqualTo(0.4);
  }

  /** Its slope would be noise; the share is what can be known. */
  @Test
  void oneConfidenceForAllBecomesTheShareThatIsRight() {
    double[] confidence = IntStream.range(0, 200).mapToDouble(i -> 0.95).toArray();
    double[] right = IntStream.range(0, 200).mapToDouble(i -> i < 80 ? 1 : 0).toArray();
    ConfidenceMap map = ConfidenceMap.fit(CalibrationMethod.PLATT, confidence, right);
    assertThat(map.method()).isEqualTo(CalibrationMethod.PLATT);
    assertThat(map.apply(0.95)).isCloseTo(81 / 202.0, within(1e-12));
    assertThat(map.apply(0.97)).isGreaterThan(map.apply(0.95));
  }

  /** A falling sigmoid would put the posts upside down. */
  @Test
  void confidenceThatMisleadsIsLeftAsItIs() {
    double[] confidence = IntStream.range(0, 100).mapToDouble(i -> i / 100.0).toArray();
    double[] right = IntStream.range(0, 100).mapToDouble(i -> i < 50 ? 1 : 0).toArray();
    ConfidenceMap map = ConfidenceMap.fit(CalibrationMethod.PLATT, confidence, right);
    assertThat(map.method()).isEqualTo(CalibrationMethod.NONE);
    assertThat(map.sentence(CalibrationMethod.PLATT)).contains("not more often right");
  }
}
