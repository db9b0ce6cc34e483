package io.assay.stats.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.Estimate;
import io.assay.stats.Quantiles;
import io.assay.stats.Warnings;
import io.assay.stats.agreement.DawidSkene.Pattern;
import io.assay.stats.agreement.DawidSkene.Settings;
import io.assay.stats.agreement.DawidSkene.Vote;
import io.assay.stats.agreement.MultiRaterAgreement.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

  @Test
  void kappaCollapsesAtHighPrevalenceAndAc1DoesNot() {
    Agreement prevalent = Agreement.of(new long[][] {{94, 3}, {3, 0}});
    assertThat(prevalent.observed()).isEqualTo(0.94);
    assertThat(prevalent.kappa()).isNegative();
    assertThat(prevalent.ac1()).isGreaterThan(0.9);
  }

  @Test
  void oneCategoryIsUndefinedButForAc1() {
    for (long[][] table : new long[][][] {{{7}}, {{0, 0}, {0, 7}}}) {
      Agreement same = Agreement.of(table);
      assertThat(same.kappa()).isNaN();
      assertThat(same.kappaStandardError()).isNaN();
      assertThat(same.kappaStandardErrorUnderNull()).isNaN();
      assertThat(same.krippendorffAlpha()).isNaN();
      assertThat(same.kappaQuadratic()).isNaN();
      assertThat(same.ac1()).isOne();
    }
    Agreement none = Agreement.of(new long[2][2]);
    assertThat(none.observed()).isNaN();
    assertThat(none.ac1()).isNaN();
    assertThat(none.krippendorffAlpha()).isNaN();
  }

  @Test
  void agreementHasAnIntervalUnlessItIsPerfect() {
    Agreement some = Agreement.of(new long[][] {{40, 9}, {6, 45}});
    Estimate kappa = some.kappaEstimate(0.05);
    assertThat(kappa.interval().contains(some.kappa())).isTrue();
    assertThat(some.ac1Estimate(0.05).interval().width())
        .isCloseTo(2 * Quantiles.z(0.05) * some.ac1StandardError(), within(1e-12));
    Agreement perfect = Agreement.of(new long[][] {{40, 0}, {0, 45}});
    assertThat(perfect.kappaEstimate(0.05).warnings()).containsExactly(Warnings.ZERO_VARIANCE);
    Agreement one = Agreement.of(new long[][] {{40, 0}, {0, 0}});
    assertThat(one.kappaEstimate(0.05).warnings()).containsExactly(Warnings.UNDEFINED);
  }

  @Test
  void twoCompleteRatersAgreeWithTheirTable() {
    Agreement table = Agreement.of(new long[][] {{2, 1, 0}, {0, 3, 1}, {1, 0, 2}});
    MultiRaterAgreement rows =
        MultiRaterAgreement.of(
            new double[][] {
              {1, 1}, {1, 1}, {1, 2}, {2, 2}, {2, 2}, {2, 2}, {2, 3}, {3, 1}, {3, 3}, {3, 3}
            });
    assertThat(rows.observed()).isCloseTo(table.observed(), within(1e-12));
    assertThat(rows.fleissKappa()).isCloseTo(table.scottPi(), within(1e-12));
    assertThat(rows.congerKappa()).isCloseTo(table.kappa(), within(1e-12));
    assertThat(rows.ac1()).isCloseTo(table.ac1(), within(1e-12));
    assertThat(rows.krippendorffAlpha(Scale.NOMINAL))
        .isCloseTo(table.krippendorffAlpha(), within(1e-12));
  }

  @Test
  void labelsServeAsCategoriesAndUnpairedUnitsAreUndefined() {
    MultiRaterAgreement named =
        MultiRaterAgreement.of(
            List.of("x", "y"),
            new String[][] {{"x", "x", null}, {"y", "x", "y"}, {"y", null, "y"}});
    MultiRaterAgreement numbered =
        MultiRaterAgreement.of(new double[][] {{0, 0, Double.NaN}, {1, 0, 1}, {1, Double.NaN, 1}});
    assertThat(named.ac1()).isEqualTo(numbered.ac1());
    assertThat(named.pairedUnits()).isEqualTo(3);
    MultiRaterAgreement single = MultiRaterAgreement.of(new double[][] {{1, Double.NaN}});
    assertThat(single.observed()).isNaN();
    assertThat(single.ac1()).isNaN();
    assertThat(single.fleissKappa()).isNaN();
    assertThat(single.krippendorffAlpha(Scale.NOMINAL)).isNaN();
    assertThat(MultiRaterAgreement.of(new double[0][0]).ac1()).isNaN();
    assertThatThrownBy(() -> MultiRaterAgreement.of(List.of("x"), new String[][] {{"z"}}))
        .hasMessageContaining("z is not one of [x]");
  }

  @Test
  void dawidAndSkeneLeavesUnknownErrorsUndefined() {
    List<Pattern> patterns =
        List.of(
            new Pattern(List.of(new Vote(0, 0, 1), new Vote(1, 0, 1)), 30),
            new Pattern(List.of(new Vote(0, 1, 1), new Vote(1, 1, 1)), 20),
            new Pattern(List.of(new Vote(0, 1, 1), new Vote(1, 0, 1)), 5),
            new Pattern(List.of(), 2));
    DawidSkene model = DawidSkene.fit(patterns, 3, 2, new Settings(0, 1e-12, 500));
    assertThat(model.errors().get(2).get(0)).containsOnly(Double.NaN);
    assertThat(model.posteriors().get(3).get(0)).isCloseTo(model.priors().get(0), within(1e-6));
    assertThat(model.mostLikely(0)).isZero();
    assertThat(model.mostLikely(1)).isOne();
    DawidSkene smoothed = DawidSkene.fit(patterns, 3, 2, Settings.DEFAULT);
    assertThat(smoothed.errors().get(2).get(0)).containsOnly(0.5);
    assertThatThrownBy(() -> DawidSkene.fit(List.of(), 1, 2, Settings.DEFAULT))
        .hasMessageContaining("at least one post");
    assertThatThrownBy(() -> DawidSkene.fit(patterns, 1, 2, Settings.DEFAULT))
        .hasMessageContaining("does not fit 1 raters");
  }

  @Test
  void dawidAndSkeneTakesHugeCounts() {
    List<Pattern> patterns =
        List.of(
            new Pattern(
                List.of(new Vote(0, 0, 1), new Vote(1, 0, 1), new Vote(2, 0, 1)), 6_000_000_000L),
            new Pattern(
                List.of(new Vote(0, 1, 1), new Vote(1, 1, 1), new Vote(2, 1, 1)), 3_000_000_000L),
            new Pattern(
                List.of(new Vote(0, 1, 1), new Vote(1, 0, 1), new Vote(2, 0, 1)), 1_000_000_000L));
    DawidSkene model = DawidSkene.fit(patterns, 3, 2, new Settings(0, 1e-12, 500));
    assertThat(model.priors().get(0)).isCloseTo(0.7, within(1e-6));
    assertThat(model.errors().get(0).get(0).get(1)).isCloseTo(1 / 7.0, within(1e-6));
  }

  @Test
  void abstentionsDoNotVote() {
    WeightedVote none = WeightedVote.of(new double[] {.9, .8}, new Integer[] {null, null}, 0.3);
    assertThat(none.posterior()).isCloseTo(0.3, within(1e-12));
    assertThat(WeightedVote.clippedAccuracy(1, 9)).isEqualTo(0.95);
    assertThat(WeightedVote.clippedAccuracy(0, 9)).isEqualTo(0.05);
  }
}
