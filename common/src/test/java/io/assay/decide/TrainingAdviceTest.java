package io.assay.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.decide.Decision.TrainingGain;
import io.assay.decide.Decision.TrainingLabels;
import io.assay.decide.TrainingRuns.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A gold label costs half a dollar and 45 seconds; the bar is 80 %. */
class TrainingAdviceTest {
  private static final int SCORED = 1000;

  private static TrainingLabels advice(TrainingRuns runs) {
    return new Contest(100).tool("t", 1, 50).training(runs).decide().trainingLabels().get(0);
  }

  /** Three runs a size; the second and third err by {@code spread} more and less. */
  private static TrainingRuns runs(
      int sizes, int scored, double spread, DoubleUnaryOperator error) {
    List<Run> runs = new ArrayList<>();
    for (int size = 0; size < sizes; size++) {
      long n = 50L << size;
      for (int replicate = 1; replicate <= 3; replicate++) {
        double e = error.applyAsDouble((double) n) + spread * (replicate - 2);
        runs.add(new Run(n, replicate, Math.round(scored * (1 - e)), scored));
      }
    }
    return new TrainingRuns("t", 1000, runs);
  }

  private static double falling(double n) {
    return 0.1 + 3 * Math.pow(n, -0.5);
  }

  @Test
  void aCurveThatStillFallsSaysHowFarAndForHowMuch() {
    TrainingLabels labels = advice(runs(5, SCORED, 0.01, TrainingAdviceTest::falling));
    assertThat(labels.advice()).isEqualTo("helps");
    assertThat(labels.n()).isEqualTo(1000);
    TrainingGain gain = Objects.requireNonNull(labels.gain());
    assertThat(gain.error()).isCloseTo(falling(1000), within(0.005));
    assertThat(gain.more()).isEqualTo(1000);
    assertThat(gain.errorThen()).isCloseTo(falling(2000), within(0.005));
    assertThat(Objects.requireNonNull(gain.lower())).isLessThan(gain.errorThen());
    assertThat(Objects.requireNonNull(gain.upper()))
        .isBetween(gain.errorThen(), gain.error() - 0.005);
    assertThat(gain.usd()).isEqualTo(500);
    assertThat(gain.hours()).isEqualTo(12.5);
  }

  @Test
  void theBarIsNamedWhenItIsInReach() {
    // .1 + 3 n^-.5 = .19 at 1,111 labels; .2 at 900, which are there
    Contest lower = new Contest(100).bar(0.81).tool("t", 1, 50);
    TrainingRuns falling = runs(5, SCORED, 0.001, TrainingAdviceTest::falling);
    Long more = moreForBar(lower.training(falling).decide().trainingLabels().get(0));
    assertThat(Objects.requireNonNull(more)).isBetween(60L, 160L);
    assertThat(moreForBar(advice(falling))).as("reached").isNull();
    Contest far = new Contest(100).bar(0.88).tool("t", 1, 50).training(falling);
    assertThat(moreForBar(far.decide().trainingLabels().get(0))).as("22,500 labels").isNull();
  }

  private static @Nullable Long moreForBar(TrainingLabels labels) {
    return Objects.requireNonNull(labels.gain()).moreForBar();
  }

  @Test
  void aFlatCurveIsNotHelped() {
    TrainingLabels flat = advice(runs(5, SCORED, 0.01, n -> 0.3));
    assertThat(flat.advice()).isEqualTo("will-not-help");
    assertThat(flat.gain()).isNull();
    TrainingLabels flattened = advice(runs(5, SCORED, 0, n -> 0.2 + 5000 * Math.pow(n, -3)));
    assertThat(flattened.advice()).isEqualTo("will-not-help");
    assertThat(flattened.note()).contains("flat");
  }

  @Test
  void noiseIsNotTakenForAFall() {
    TrainingLabels noisy =
        advice(runs(5, SCORED, 0.2, n -> 0.4 - 0.03 * Math.log(n / 50) / Math.log(16)));
    assertThat(noisy.advice()).isEqualTo("not-known");
    assertThat(noisy.note()).contains("noise");
  }

  @Test
  void withoutACurveOrWithTooLittleBehindItNothingIsKnown() {
    assertThat(advice(new TrainingRuns("t", 300, List.of())).advice()).isEqualTo("not-known");
    TrainingLabels few = advice(runs(4, SCORED, 0.01, TrainingAdviceTest::falling));
    assertThat(few.advice()).isEqualTo("not-known");
    assertThat(few.note()).contains("4 different numbers");
    assertThat(few.gain()).isNull();
    TrainingLabels thin = advice(runs(5, 29, 0, TrainingAdviceTest::falling));
    assertThat(thin.advice()).isEqualTo("not-known");
    assertThat(thin.note()).contains("29 gold posts");
  }
}
