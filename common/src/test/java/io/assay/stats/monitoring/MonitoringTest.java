package io.assay.stats.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.Binomial;
import io.assay.stats.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitoringTest {
  private static final double ALPHA = 0.05;

  @Test
  void evidenceOfIndependentDataMultiplies() {
    EValue joint = EValue.ofPairs(9, 1).times(EValue.ofPairs(30, 12));
    assertThat(joint.uniform())
        .isCloseTo(EValue.ofPairs(9, 1).uniform() * EValue.ofPairs(30, 12).uniform(), within(1e-9));
    assertThat(EValue.ofPairs(0, 0).anytimeP()).isOne();
    assertThat(EValue.ofPairs(5_000_000_000L, 4_000_000_000L).uniform()).isInfinite();
    assertThat(EValue.ofPairs(5_000_000_000L, 4_000_000_000L).anytimeP()).isZero();
    assertThatThrownBy(() -> EValue.ofPairs(-1, 0)).hasMessageContaining("below 0");
  }

  @Test
  void aSequenceOfNothingCoversEverythingAndOfMuchVeryLittle() {
    assertThat(ConfidenceSequence.bernoulli(0, 0, 1, 1, ALPHA)).isEqualTo(new Interval(0, 1));
    assertThat(ConfidenceSequence.bernoulli(50, 50, 1, 1, ALPHA).upper()).isOne();
    Interval huge = ConfidenceSequence.bernoulli(2_000_000_000L, 4_000_000_000L, 1, 1, ALPHA);
    assertThat(huge.contains(0.5)).isTrue();
    assertThat(huge.width()).isLessThan(1e-4);
    Interval fixed = Binomial.wilson(300, 400, ALPHA);
    Interval sequence = ConfidenceSequence.bernoulli(300, 400, 1, 1, ALPHA);
    assertThat(sequence.lower()).isLessThan(fixed.lower());
    assertThat(sequence.upper()).isGreaterThan(fixed.upper());
  }

  @Test
  void emptyRunsAndBinsAreNotZeroDrift() {
    Drift none = Drift.of(new double[] {0, 0}, new double[] {1, 2});
    assertThat(none.psi()).isNaN();
    assertThat(none.totalVariation()).isNaN();
    assertThat(none.chiSquareP()).isNaN();
    assertThat(none.smoothed(0.5).psi()).isNaN();
    Drift emptied = Drift.of(new double[] {5, 5, 0}, new double[] {10, 0, 0});
    assertThat(emptied.psi()).isInfinite();
    assertThat(emptied.smoothed(0.5).psi()).isFinite();
    assertThat(emptied.jensenShannonNats()).isFinite();
    assertThat(emptied.totalVariation()).isEqualTo(0.5);
    assertThat(emptied.degreesOfFreedom()).isOne();
    Drift one = Drift.of(new double[] {5}, new double[] {9});
    assertThat(one.psi()).isZero();
    assertThat(one.psiNull95()).isNaN();
    assertThat(one.chiSquareP()).isOne();
    assertThatThrownBy(() -> Drift.of(new double[] {1}, new double[] {1, 2}))
        .hasMessageContaining("1 reference bins but 2 new bins");
    assertThatThrownBy(() -> Drift.of(new double[] {-1}, new double[] {1}))
        .hasMessageContaining("-1.0");
  }

  @Test
  void frozenBinsKeepTheirEdges() {
    FrozenBins bins = FrozenBins.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, Double.NaN}, 4);
    assertThat(bins.count(new double[] {1, 2, 3, 4, 5, 6, 7, 8}))
        .containsExactly(0, 2, 2, 2, 2, 0, 0);
    assertThat(bins.count(new double[] {0, 9, 9, Double.NaN, 2}))
        .containsExactly(1, 1, 0, 0, 0, 2, 1);
    assertThat(FrozenBins.of(new double[] {3, 3, 3}, 4).edges()).hasSize(2);
    assertThatThrownBy(() -> new FrozenBins(List.of(1.0, 1.0))).hasMessageContaining("must rise");
  }

  @Test
  void oneValueAgainstManyHasAnExactRankTest() {
    // The single value lies above 9 of 9: of 10 ranks two are as extreme.
    double[] many = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    KolmogorovSmirnov top = KolmogorovSmirnov.of(new double[] {10}, many);
    assertThat(top.d()).isOne();
    assertThat(top.p()).isCloseTo(0.2, within(1e-12));
    assertThat(KolmogorovSmirnov.of(many, new double[] {10}).p()).isEqualTo(top.p());
    KolmogorovSmirnov middle = KolmogorovSmirnov.of(new double[] {5.5}, many);
    assertThat(middle.d()).isCloseTo(5 / 9.0, within(1e-12));
    assertThat(middle.p()).isCloseTo(1, within(1e-12));
    assertThat(KolmogorovSmirnov.of(new double[0], many).p()).isNaN();
  }
}
