package io.assay.stats.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.Binomial;
import io.assay.stats.BinomialTail;
import io.assay.stats.Interval;
import io.assay.stats.planning.BreakEven.Cheaper;
import io.assay.stats.planning.BreakEven.Cost;
import io.assay.stats.planning.CostEffectiveness.Option;
import io.assay.stats.stratified.Allocation;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanningTest {
  private static final double ALPHA = 0.05;

  @ParameterizedTest
  @CsvSource({
    ".8, .7, .05, .8",
    ".75, .7, .01, .8",
    ".95, .9, .05, .8",
    ".92, .9, .05, .8",
    "1, .95, .05, .8",
    ".99, .5, .001, .9",
    ".6, .4, .05, .5",
    ".31, .2, .025, .99",
    ".05, .01, .1, .8",
  })
  void theSmallestCertifyingSampleEqualsTheSearchOverAll(
      double p, double bar, double alpha, double power) {
    long n = 1;
    while (certifyingPower(n, p, bar, alpha) < power) {
      n++;
    }
    assertThat(SampleSize.certify(p, bar, alpha, power)).isEqualTo(OptionalLong.of(n));
  }

  private static double certifyingPower(long n, double p, double bar, double alpha) {
    long low = 0;
    long high = n + 1;
    while (low < high) {
      long middle = (low + high) / 2;
      if (Binomial.lowerBound(middle, n, alpha) >= bar) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return BinomialTail.atLeast(low, n, p);
  }

  @Test
  void moreLabelsDoNotHelpAtOrUnderTheBar() {
    assertThat(SampleSize.certify(.7, .7, ALPHA, .8)).isEmpty();
    assertThat(SampleSize.certify(.6, .7, ALPHA, .8)).isEmpty();
    assertThat(SampleSize.certify(Double.NaN, .7, ALPHA, .8)).isEmpty();
    assertThat(SampleSize.certify(.70000001, .7, ALPHA, .8)).isEmpty();
    assertThat(SampleSize.certify(.701, .7, .01, .8).orElseThrow()).isGreaterThan(2_000_000);
  }

  @Test
  void equalLabelersHaveNoSampleSize() {
    PairedSampleSize none = PairedSampleSize.mcnemar(.1, .1, ALPHA, .8);
    assertThat(none.n()).isEmpty();
    assertThat(none.connor()).isInfinite();
    assertThat(none.exactPower()).isNaN();
    PairedSampleSize oneSided = PairedSampleSize.mcnemar(.1, 0, ALPHA, .8);
    assertThat(oneSided.midPower()).isGreaterThanOrEqualTo(oneSided.exactPower());
  }

  @Test
  void aCurveNeedsThreeSizesAndAFall() {
    double[] n = {10, 20, 40, 80};
    assertThat(LearningCurve.fit(new double[] {10, 10, 20}, new double[] {.5, .4, .3})).isEmpty();
    assertThat(LearningCurve.fit(n, new double[] {.3, .3, .3, .3})).isEmpty();
    assertThat(LearningCurve.fit(n, new double[] {.2, .3, .4, .5})).isEmpty();
    double[] error = Arrays.stream(n).map(v -> .1 + 2 * Math.pow(v, -.7)).toArray();
    LearningCurve curve = LearningCurve.fit(n, error).orElseThrow();
    assertThat(curve.c()).isCloseTo(.1, within(1e-6));
    assertThat(curve.b()).isCloseTo(.7, within(1e-5));
    assertThat(curve.labelsFor(.1)).isEmpty();
    assertThat(curve.labelsFor(.1 + 2 * Math.pow(160, -.7)).orElseThrow())
        .isCloseTo(160, within(1e-2));
    assertThat(curve.isFirm()).isFalse();
    assertThat(curve.isWithinReach(320)).isTrue();
    assertThat(curve.isWithinReach(321)).isFalse();
  }

  @Test
  void replicatesGiveACurveItsInterval() {
    double[] n = {50, 50, 50, 100, 100, 100, 200, 200, 200, 400, 400, 400, 800, 800, 800};
    double[] error = {
      .31, .29, .3, .24, .22, .235, .19, .18, .185, .155, .15, .152, .13, .133, .131
    };
    Interval fall = LearningCurve.fall(n, error, 800, 1600, ALPHA, 300, 1);
    LearningCurve curve = LearningCurve.fit(n, error).orElseThrow();
    assertThat(fall.contains(curve.predict(800) - curve.predict(1600))).isTrue();
    assertThat(fall.width()).isBetween(.001, .05);
    double[] once = {50, 100, 200};
    double[] falling = {.3, .2, .1};
    assertThat(LearningCurve.fall(once, falling, 200, 400, ALPHA, 50, 1).isDefined()).isFalse();
  }

  @Test
  void aResampleWithoutACurveDoesNotFall() {
    double[] n = {50, 50, 100, 100, 200, 200};
    double[] noise = {.3, .1, .1, .3, .3, .1};
    assertThat(LearningCurve.fall(n, noise, 200, 400, ALPHA, 200, 1).lower()).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 10, 1, 10, A, B",
    "10, 1, 0, 2, 10, B, A",
    "0, 1, 10, 2, NaN, A, A",
    "5, 1, 5, 2, NaN, A, A",
    "5, 2, 5, 1, NaN, B, B",
    "5, 1, 5, 1, NaN, TIE, TIE",
    "1, 1, 0, 1, NaN, B, B",
  })
  void breakEvenNamesWhoIsCheaper(
      double fixedA,
      double perA,
      double fixedB,
      double perB,
      double items,
      Cheaper below,
      Cheaper above) {
    assertThat(BreakEven.of(new Cost(fixedA, perA), new Cost(fixedB, perB)))
        .isEqualTo(new BreakEven(items, below, above));
  }

  @Test
  void theFrontLeavesOutWhatIsDominated() {
    Option rules = new Option("rules", 10, 400);
    Option worse = new Option("worse", 20, 400);
    Option mixed = new Option("mixed", 100, 390);
    Option model = new Option("model", 110, 200);
    Option llm = new Option("llm", 900, 100);
    List<Option> options = List.of(llm, worse, model, rules, mixed);
    assertThat(CostEffectiveness.front(options)).containsExactly(rules, mixed, model, llm);
    assertThat(CostEffectiveness.efficientFront(options)).containsExactly(rules, model, llm);
    assertThat(CostEffectiveness.steps(options).get(0).costPerErrorAvoided()).isNaN();
    assertThat(CostEffectiveness.steps(options).get(3).costPerErrorAvoided()).isEqualTo(7.9);
    assertThatThrownBy(() -> CostEffectiveness.cascadeCost(new double[] {1}, new double[] {.5}))
        .hasMessageContaining("need one share less");
  }

  @Test
  void aDenominatorThatMayBeZeroHasNoInterval() {
    Fieller.Term cost = new Fieller.Term(1, .1);
    Fieller vague = Fieller.of(cost, new Fieller.Term(.1, .1), ALPHA);
    assertThat(vague.value()).isEqualTo(10);
    assertThat(vague.interval().isDefined()).isFalse();
    assertThat(Fieller.of(cost, new Fieller.Term(0, 0), ALPHA).value()).isNaN();
  }

  @Test
  void allocationsKeepFloorAndSize() {
    long[] size = {10, 1000, 100};
    double[] deviation = {.5, .1, 0};
    assertThat(Allocation.neyman(size, deviation, 60, 3)).containsExactly(3, 54, 3);
    assertThat(Allocation.neyman(size, deviation, 5000, 3)).containsExactly(10, 1000, 100);
    assertThat(Allocation.neyman(size, deviation, 4, 3)).containsExactly(3, 3, 3);
    assertThat(Allocation.proportional(size, 111, 2)).containsExactly(2, 99, 10);
    assertThat(Allocation.proportional(new long[] {1, 1, 1}, 2, 0)).containsExactly(1, 1, 0);
    long[] mixed = Allocation.mixed(size, deviation, 60, 3, .7);
    assertThat(Arrays.stream(mixed).sum()).isEqualTo(60);
    assertThat(mixed[2]).isBetween(3L, 6L);
    double[] cost = {1, 1, 4};
    long[] bought =
        Allocation.costOptimal(
            new long[] {10000, 3000, 500}, new double[] {.2, .4, .5}, cost, 100, 2);
    assertThat(bought[0] + bought[1] + 4 * bought[2]).isBetween(97L, 100L);
    assertThat(bought[2]).isGreaterThanOrEqualTo(2);
    assertThat(Allocation.kishEffectiveN(new double[0])).isNaN();
    assertThat(Allocation.pilotDeviation(0, 10)).isPositive();
    assertThat(Allocation.jointDeviation(new double[] {.3, .4}))
        .isCloseTo(Math.sqrt(.125), within(1e-12));
  }
}
