package io.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.agreement.RoganGladen;
import io.assay.stats.comparison.PairedComparison;
import io.assay.stats.stratified.CellMerging;
import io.assay.stats.stratified.PostStratified;
import io.assay.stats.stratified.PostStratified.Cell;
import io.assay.stats.stratified.StratifiedAccuracy;
import io.assay.stats.stratified.StratumSample;
import io.assay.stats.stratified.WeightedMean;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccuracyTest {
  private static final double ALPHA = 0.05;

  @Test
  void noDataHasNoEstimateAndTheWidestLimits() {
    assertThat(Binomial.wilson(0, 0, ALPHA)).isEqualTo(new Interval(0, 1));
    assertThat(Binomial.clopperPearson(0, 0, ALPHA)).isEqualTo(new Interval(0, 1));
    assertThat(Binomial.lowerBound(0, 0, ALPHA)).isZero();
    assertThat(Binomial.upperBound(0, 0, ALPHA)).isOne();
    Estimate none = Binomial.wilsonEstimate(0, 0, ALPHA);
    assertThat(none.isDefined()).isFalse();
    assertThat(none.warnings()).containsExactly(Warnings.NO_DATA);
  }

  @ParameterizedTest
  @CsvSource({
    "14, false, too-few-gold",
    "15, true, exploratory",
    "29, true, exploratory",
    "30, true, ''"
  })
  void goldHasFloors(long n, boolean interval, String warning) {
    for (Estimate estimate :
        List.of(
            Binomial.wilsonEstimate(n - 2, n, ALPHA),
            Binomial.clopperPearsonEstimate(n - 2, n, ALPHA),
            PairedComparison.of(n - 2, 1, 1, 0).estimate(ALPHA),
            StratifiedAccuracy.of(List.of(new StratumSample(900, n, n - 2))).estimate(ALPHA))) {
      assertThat(estimate.interval().isDefined()).isEqualTo(interval);
      assertThat(estimate.n()).isEqualTo(n);
      assertThat(estimate.level()).isCloseTo(0.95, within(1e-15));
      assertThat(estimate.warnings()).isEqualTo(warning.isEmpty() ? List.of() : List.of(warning));
    }
  }

  @Test
  void wrongCountsAndLevelsAreRefused() {
    assertThatThrownBy(() -> Binomial.wilson(3, 2, ALPHA)).hasMessageContaining("3 of 2");
    assertThatThrownBy(() -> Binomial.wilson(1, 2, 0)).hasMessageContaining("alpha is 0.0");
    assertThatThrownBy(() -> new Cell(0.5, 3, 2)).hasMessageContaining("3.0 right of 2.0");
    assertThatThrownBy(() -> new StratumSample(5, 6, 1)).hasMessageContaining("6 of 5");
    assertThatThrownBy(() -> new Interval(2, 1)).hasMessageContaining("above upper");
  }

  @Test
  void limitsOfHugeCountsAreSharp() {
    long n = 3_000_000_000L;
    Interval exact = Binomial.clopperPearson(n / 2, n, ALPHA);
    Interval wilson = Binomial.wilson(n / 2, n, ALPHA);
    assertThat(exact.width()).isCloseTo(wilson.width(), within(1e-9));
    // P(X = 0) = alpha/2 at the upper limit.
    double limit = Binomial.clopperPearson(0, n, ALPHA).upper();
    assertThat(limit * n).isCloseTo(-Math.log(ALPHA / 2), within(1e-6));
    double ofOne = Binomial.clopperPearson(1, n, ALPHA).lower();
    assertThat(ofOne * n).isCloseTo(-Math.log1p(-ALPHA / 2), within(1e-6));
  }

  @Test
  void strataThatAreAllRightFallBackToExactLimits() {
    StratifiedAccuracy all =
        StratifiedAccuracy.of(
            List.of(new StratumSample(1000, 50, 50), new StratumSample(200, 20, 20)));
    assertThat(all.kornGraubard(ALPHA).isDefined()).isFalse();
    assertThat(all.effectiveN()).isNaN();
    Estimate estimate = all.estimate(ALPHA);
    assertThat(estimate.method()).isEqualTo("stratified-bonferroni-clopper-pearson");
    assertThat(estimate.lower()).isCloseTo(0.8972818217092371, within(1e-12));
    assertThat(estimate.upper()).isOne();
    assertThat(estimate.warnings()).containsExactly(Warnings.ZERO_VARIANCE);
    Estimate some =
        StratifiedAccuracy.of(
                List.of(new StratumSample(1000, 50, 50), new StratumSample(200, 20, 13)))
            .estimate(ALPHA);
    assertThat(some.method()).isEqualTo("korn-graubard-smoothed");
    assertThat(some.interval().contains(some.value())).isTrue();
  }

  @Test
  void thinStrataGiveNoIntervalUntilTheyAreCollapsed() {
    List<StratumSample> strata =
        List.of(
            new StratumSample(500, 1, 1),
            new StratumSample(800, 30, 27),
            new StratumSample(40, 0, 0),
            new StratumSample(3, 3, 1));
    assertThat(StratifiedAccuracy.of(strata).estimate(ALPHA).warnings())
        .containsExactly(Warnings.NO_DATA);
    assertThat(StratifiedAccuracy.of(strata.subList(0, 2)).estimate(ALPHA).warnings())
        .containsExactly(Warnings.THIN_STRATUM);
    assertThat(StratumSample.collapsed(strata))
        .containsExactly(new StratumSample(1340, 31, 28), new StratumSample(3, 3, 1));
  }

  @Test
  void postStratificationWithoutGoldIsUndefined() {
    PostStratified none = PostStratified.of(List.of(new Cell(1, 0, 0)), 500, ALPHA);
    assertThat(none.raw()).isNaN();
    assertThat(none.interval(ALPHA).isDefined()).isFalse();
    assertThat(none.estimate(ALPHA, 0).warnings()).containsExactly(Warnings.NO_DATA);
    assertThat(PostStratified.of(List.of(), 500, ALPHA).raw()).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"60, 9, .86, true", "60, 9, .84, false", "63, 9, .86, false"})
  void oneHeavyCellHandsOverToWilson(long first, long second, double weight, boolean heavy) {
    PostStratified estimate =
        PostStratified.of(
            List.of(new Cell(weight, first - 4, first), new Cell(1 - weight, 5, second)),
            5000,
            ALPHA);
    assertThat(estimate.isOneHeavyCell()).isEqualTo(heavy);
    assertThat(estimate.estimate(ALPHA, first + second).warnings())
        .isEqualTo(heavy ? List.of(Warnings.ONE_HEAVY_CELL) : List.of());
  }

  @Test
  void coverageScalesEstimateAndLimits() {
    Estimate labelled =
        PostStratified.of(List.of(new Cell(.7, 30, 34), new Cell(.3, 8, 16)), 5000, ALPHA)
            .estimate(ALPHA, 50);
    Estimate all = labelled.times(0.4);
    assertThat(all.value()).isCloseTo(0.4 * labelled.value(), within(1e-15));
    assertThat(all.upper()).isCloseTo(0.4 * labelled.upper(), within(1e-15));
    assertThat(all.nEffective()).isEqualTo(50);
  }

  @Test
  void weightedCellsUseTheEffectiveCount() {
    Cell weighted = Cell.weighted(0.6, 12.5, 0.8);
    assertThat(weighted.gold()).isEqualTo(12.5);
    assertThat(weighted.right()).isCloseTo(10, within(1e-12));
  }

  @Test
  void thinCellsJoinTheirThinnerNeighbours() {
    List<Cell> cells =
        List.of(new Cell(.1, 1, 2), new Cell(.2, 3, 4), new Cell(.3, 9, 10), new Cell(.4, 2, 3));
    List<Cell> merged = CellMerging.merged(cells, Floors.GOLD_PER_CELL, Floors.CELLS);
    assertThat(merged).hasSize(2);
    assertThat(merged.get(0).gold()).isEqualTo(6);
    assertThat(merged.get(0).weight()).isCloseTo(.3, within(1e-12));
    assertThat(merged.get(1).right()).isEqualTo(11);
    List<Cell> many = IntStream.range(0, 20).mapToObj(i -> new Cell(1, 5, 10 + i)).toList();
    assertThat(CellMerging.merged(many, 5, 8)).hasSize(8);
  }

  @Test
  void aUselessJudgeIsRefused() {
    RoganGladen.Judge useless = new RoganGladen.Judge(.5, 100, .5, 20, .55, 20);
    assertThat(RoganGladen.of(useless, ALPHA).value()).isNaN();
    assertThat(RoganGladen.of(useless, ALPHA).estimate(ALPHA, 40).warnings())
        .containsExactly(Warnings.USELESS_JUDGE);
    RoganGladen.Judge noGold = new RoganGladen.Judge(.5, 100, .9, 0, .9, 20);
    assertThat(RoganGladen.of(noGold, ALPHA).value()).isNaN();
    RoganGladen.Judge low = new RoganGladen.Judge(.05, 500, .9, 100, .9, 100);
    assertThat(RoganGladen.of(low, ALPHA).estimate(ALPHA, 200).warnings())
        .containsExactly(Warnings.CLIPPED);
  }

  @Test
  void unequalProbabilitiesNeedAllToBeAboveZero() {
    double[] value = {1, 0, 1, 1};
    assertThat(WeightedMean.of(value, new double[] {.5, .5, 0, .5}).mean()).isNaN();
    WeightedMean equal = WeightedMean.of(value, new double[] {.5, .5, .5, .5});
    assertThat(equal.mean()).isEqualTo(0.75);
    assertThat(equal.total()).isEqualTo(6);
    assertThat(equal.effectiveN()).isEqualTo(4);
    // √(Σ(1−π)(y−ȳ)²/π²)/Σ(1/π) = √(.5·4·.75)/8
    assertThat(equal.meanStandardError()).isCloseTo(Math.sqrt(1.5) / 8, within(1e-12));
  }
}
