package io.assay.stats.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.ClusteredMean;
import io.assay.stats.ConfusionTable;
import io.assay.stats.Estimate;
import io.assay.stats.Interval;
import io.assay.stats.MacroF1;
import io.assay.stats.Multiplicity;
import io.assay.stats.Quantiles;
import io.assay.stats.Warnings;
import io.assay.stats.stratified.StratifiedPairedDifference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static final double ALPHA = 0.05;

  @Test
  void withoutDiscordantPairsTheDifferenceStillHasAnInterval() {
    PairedComparison same = PairedComparison.of(90, 0, 0, 10);
    assertThat(same.mcnemar().mid()).isOne();
    assertThat(same.mcnemar().chiSquare()).isNaN();
    assertThat(same.wald(ALPHA).width()).isZero();
    assertThat(same.tango(ALPHA).width()).isGreaterThan(0.05);
    assertThat(same.bonettPrice(ALPHA).width()).isGreaterThan(0.05);
    assertThat(PairedBootstrap.of(0, 0, 100, ALPHA).probabilityAtMostZero()).isOne();
  }

  @Test
  void withoutPostsThereIsNoDifference() {
    PairedComparison none = PairedComparison.of(0, 0, 0, 0);
    assertThat(none.difference()).isNaN();
    assertThat(none.tango(ALPHA)).isEqualTo(new Interval(-1, 1));
    assertThat(none.wald(ALPHA).isDefined()).isFalse();
    assertThat(none.estimate(ALPHA).warnings()).containsExactly(Warnings.NO_DATA);
    assertThat(new IndependentComparison(0, 0, 1, 2).newcombe(ALPHA).isDefined()).isFalse();
    assertThat(PairedBootstrap.of(0, 0, 0, ALPHA).difference()).isNaN();
    assertThat(PairedMacroF1.of(2, List.of()).randomisationP(100, 1)).isNaN();
    assertThat(PairedMacroF1.of(2, List.of()).difference()).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"5", "50", "5000000000"})
  void tangoAtTheBorderHasItsClosedForm(long n) {
    double z2 = Math.pow(Quantiles.z(ALPHA), 2);
    Interval all = PairedComparison.of(0, n, 0, 0).tango(ALPHA);
    assertThat(all.lower()).isCloseTo((n - z2) / (n + z2), within(1e-12));
    assertThat(all.upper()).isOne();
  }

  @Test
  void countsAboveIntegersWork() {
    long big = 3_000_000_000L;
    PairedComparison pair = PairedComparison.of(5 * big, 2 * big + 200_000, 2 * big, big);
    assertThat(pair.mcnemar().mid()).isCloseTo(pair.mcnemar().chiSquareP(), within(1e-6));
    for (Interval interval :
        List.of(pair.tango(ALPHA), pair.bonettPrice(ALPHA), pair.newcombe10(ALPHA))) {
      assertThat(interval.lower()).isCloseTo(pair.wald(ALPHA).lower(), within(1e-9));
    }
    Interval resampled = PairedBootstrap.of(2 * big, 2 * big, 10 * big, ALPHA).interval();
    assertThat(resampled.upper()).isCloseTo(-resampled.lower(), within(1e-12));
    int[][] patterns = {{1, 0}, {0, 1}, {1, 1}};
    assertThat(CochranQ.of(patterns, new long[] {2 * big + 200_000, 2 * big, big}).q())
        .isCloseTo(pair.mcnemar().chiSquare(), within(1e-6));
  }

  @Test
  void oneClusterHasNoClusteredError() {
    ClusteredMean mean = ClusteredMean.of(new double[] {1, 0, 1}, List.of("a", "a", "a"));
    assertThat(mean.standardErrorCr0()).isNaN();
    assertThat(mean.standardErrorCr1()).isNaN();
    assertThat(mean.interval(ALPHA).isDefined()).isFalse();
    assertThat(mean.bootstrap(ALPHA, 100, 1).isDefined()).isFalse();
    assertThat(ClusteredMean.of(new double[0], List.of()).estimate(ALPHA).warnings())
        .containsExactly(Warnings.NO_DATA);
  }

  @Test
  void aCountTableOfClustersEqualsItsRows() {
    ClusteredMean rows =
        ClusteredMean.of(new double[] {1, 1, 0, 1, 0, 0}, List.of(1, 1, 1, 2, 2, 3));
    ClusteredMean table =
        ClusteredMean.of(
            new double[] {1, 0, 1, 0, 0}, new long[] {2, 1, 1, 1, 1}, List.of(1, 1, 2, 2, 3));
    assertThat(table.standardErrorCr1()).isCloseTo(rows.standardErrorCr1(), within(1e-12));
    assertThat(table.standardErrorIndependent())
        .isCloseTo(rows.standardErrorIndependent(), within(1e-12));
  }

  @Test
  void theClusterBootstrapAgreesWithTheClusteredError() {
    double[] score = new double[600];
    List<Integer> cluster = new ArrayList<>();
    for (int i = 0; i < score.length; i++) {
      cluster.add(i / 5);
      score[i] = (i / 5) % 3 == 0 || i % 7 == 0 ? 1 : 0;
    }
    ClusteredMean mean = ClusteredMean.of(score, cluster);
    Interval simulated = mean.bootstrap(ALPHA, 10_000, 3);
    assertThat(simulated.lower()).isCloseTo(mean.interval(ALPHA).lower(), within(0.01));
    assertThat(simulated.upper()).isCloseTo(mean.interval(ALPHA).upper(), within(0.01));
    assertThat(mean.bootstrap(ALPHA, 10_000, 3)).isEqualTo(simulated);
    assertThat(mean.estimate(ALPHA).nEffective()).isLessThan(600);
  }

  @Test
  void sampledSwapsAgreeWithTheSignTestOfRightAndWrong() {
    // With two labels, equally frequent, swapping decides by who is right: 18 against 12 posts.
    List<PairedMacroF1.Row> rows =
        List.of(
            new PairedMacroF1.Row(0, 0, 1, 9),
            new PairedMacroF1.Row(1, 1, 0, 9),
            new PairedMacroF1.Row(0, 1, 0, 6),
            new PairedMacroF1.Row(1, 0, 1, 6),
            new PairedMacroF1.Row(0, 0, 0, 100),
            new PairedMacroF1.Row(1, 1, 1, 100));
    PairedMacroF1 pair = PairedMacroF1.of(2, rows);
    double exact = McNemar.of(18, 12).exact();
    assertThat(pair.differing()).isEqualTo(30);
    assertThat(pair.randomisationP(20_000, 5)).isCloseTo(exact, within(0.02));
    assertThat(pair.randomisationP(500, 5)).isEqualTo(pair.randomisationP(500, 5));
  }

  @Test
  void theBootstrapOfMacroF1AgreesWithTheDeltaMethod() {
    long[] counts = {90, 10, 20, 80};
    for (long scale : new long[] {1, 10}) {
      List<PairedMacroF1.Row> rows = new ArrayList<>();
      long[][] table = new long[2][2];
      for (int cell = 0; cell < 4; cell++) {
        rows.add(new PairedMacroF1.Row(cell / 2, cell % 2, cell / 2, scale * counts[cell]));
        table[cell / 2][cell % 2] = scale * counts[cell];
      }
      Interval simulated = PairedMacroF1.of(2, rows).bootstrapOfA(ALPHA, 10_000, 9);
      Interval delta = MacroF1.of(ConfusionTable.of(List.of("a", "b"), table)).interval(ALPHA);
      assertThat(simulated.lower()).isCloseTo(delta.lower(), within(0.01));
      assertThat(simulated.upper()).isCloseTo(delta.upper(), within(0.01));
      Interval behind = PairedMacroF1.of(2, rows).bootstrap(ALPHA, 2_000, 9);
      assertThat(behind.upper()).isLessThan(0);
    }
  }

  @Test
  void strataWithoutDisagreementAddNothing() {
    StratifiedPairedDifference.Stratum agreed =
        new StratifiedPairedDifference.Stratum(9000, PairedComparison.of(20, 0, 0, 10));
    StratifiedPairedDifference.Stratum disputed =
        new StratifiedPairedDifference.Stratum(1000, PairedComparison.of(0, 25, 15, 0));
    StratifiedPairedDifference both = StratifiedPairedDifference.of(List.of(agreed, disputed));
    StratifiedPairedDifference one = StratifiedPairedDifference.of(List.of(disputed));
    assertThat(both.difference()).isCloseTo(0.1 * 0.25, within(1e-12));
    assertThat(both.standardError()).isCloseTo(0.1 * one.standardError(), within(1e-12));
    Estimate flat = StratifiedPairedDifference.of(List.of(agreed)).estimate(ALPHA);
    assertThat(flat.warnings()).containsExactly(Warnings.ZERO_VARIANCE);
    assertThat(flat.interval().width()).isGreaterThan(0.05);
  }

  @Test
  void missingPValuesStayMissing() {
    double[] p = {0.01, Double.NaN, 0.04};
    assertThat(Multiplicity.holm(p)).containsExactly(new double[] {0.02, Double.NaN, 0.04});
    assertThat(Multiplicity.bhRejected(p, ALPHA)).containsExactly(true, false, true);
    assertThat(Multiplicity.holm(new double[0])).isEmpty();
  }
}
