package io.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.calibration.Calibration;
import io.assay.stats.calibration.IsotonicRegression;
import io.assay.stats.calibration.MulticlassCalibration;
import io.assay.stats.calibration.PlattScaling;
import io.assay.stats.calibration.TemperatureScaling;
import io.assay.stats.cascade.Cascade;
import io.assay.stats.cascade.Cascade.Step;
import io.assay.stats.cascade.RiskTest;
import io.assay.stats.cascade.SelectivePrediction;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceTest {

  /** The bin of a confidence among ten: right edges belong to it, 0 to the first. */
  @ParameterizedTest
  @CsvSource({"0, 1", ".1, 1", ".1000001, 2", ".3, 3", ".7, 7", "1, 10"})
  void binsAreClosedOnTheRight(double confidence, int bin) {
    double[] one = {confidence, (bin - 0.5) / 10};
    assertThat(Calibration.of(one, new double[] {1, 1}).equalWidth(10)).hasSize(1);
  }

  @Test
  void equalMassGivesTheFirstBinsOneMore() {
    double[] confidence = {.9, .1, .2, .5, .4, .3, .8};
    List<Calibration.Bin> bins = Calibration.of(confidence, new double[7]).equalMass(3);
    assertThat(bins).extracting(Calibration.Bin::n).containsExactly(3L, 2L, 2L);
    assertThat(bins.get(0).confidence()).isCloseTo(0.2, within(1e-12));
    assertThat(Calibration.of(confidence, new double[7]).equalMass(20)).hasSize(7);
    assertThat(Calibration.of(confidence, new double[7]).debiasedSquaredError(7)).isNaN();
  }

  @Test
  void noPostsMeanNoCalibration() {
    Calibration none = Calibration.of(new double[0], new double[0]);
    for (double value :
        new double[] {
          none.ece(10), none.mce(10), none.brier(), none.logLoss(), none.squaredError(4)
        }) {
      assertThat(value).isNaN();
    }
    SelectivePrediction empty = SelectivePrediction.of(new double[0], new double[0]);
    assertThat(empty.aurc()).isNaN();
    assertThat(empty.augrc()).isNaN();
    assertThat(empty.excessAurc()).isNaN();
    assertThat(empty.aurcTrapezoid()).isNaN();
    assertThat(empty.curve()).isEmpty();
    assertThat(PlattScaling.fit(new double[0], new double[0]).a()).isNaN();
    assertThat(TemperatureScaling.fit(new double[0][0], new int[0]).temperature()).isNaN();
    assertThat(IsotonicRegression.fit(new double[0], new double[0]).predict(.5)).isNaN();
    assertThat(MulticlassCalibration.brier(new double[0][0], new int[0])).isNaN();
  }

  @Test
  void badScoresAreRefused() {
    assertThatThrownBy(() -> Calibration.of(new double[] {1.1}, new double[] {1}))
        .hasMessageContaining("confidence 1.1");
    assertThatThrownBy(() -> Calibration.of(new double[] {1}, new double[] {}))
        .hasMessageContaining("1 scores but 0 outcomes");
    assertThatThrownBy(() -> SelectivePrediction.of(new double[] {Double.NaN}, new double[] {1}))
        .hasMessageContaining("0 is not a number");
  }

  @Test
  void aRankingOfTiesDoesNotDependOnRows() {
    double[] tied = {.5, .5, .5, .5};
    double front = SelectivePrediction.of(tied, new double[] {1, 1, 0, 0}).aurc();
    double back = SelectivePrediction.of(tied, new double[] {0, 0, 1, 1}).aurc();
    assertThat(front).isEqualTo(back).isEqualTo(0.5);
    assertThat(SelectivePrediction.of(tied, new double[] {1, 1, 0, 0}).augrc()).isEqualTo(0.25);
  }

  @Test
  void logitsThatSayNothingKeepTheTemperature() {
    double[][] flat = {{1, 1}, {2, 2}};
    assertThat(TemperatureScaling.fit(flat, new int[] {0, 1}).temperature()).isOne();
    double[][] certain = {{900, 0}, {0, 900}};
    assertThat(TemperatureScaling.fit(certain, new int[] {0, 1}).temperature()).isEqualTo(0.05);
    assertThat(TemperatureScaling.fit(certain, new int[] {1, 0}).temperature()).isEqualTo(20);
  }

  @Test
  void plattOfOneClassOrOneScoreIsFlat() {
    double[] score = {-1, 0, 1, 2};
    PlattScaling allRight = PlattScaling.fit(score, new double[] {1, 1, 1, 1});
    assertThat(allRight.probability(-1)).isCloseTo(5 / 6.0, within(1e-9));
    assertThat(allRight.probability(2)).isCloseTo(5 / 6.0, within(1e-9));
    PlattScaling oneScore = PlattScaling.fit(new double[] {2, 2, 2, 2}, new double[] {1, 0, 1, 0});
    assertThat(oneScore.probability(2)).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void isotonicLeavesOutWeightlessPostsAndClipsOutside() {
    IsotonicRegression fit =
        IsotonicRegression.fit(
            new double[] {1, 2, 2, 3}, new double[] {0, 1, 9, 1}, new double[] {1, 1, 0, 1});
    assertThat(fit.predict(0)).isZero();
    assertThat(fit.predict(1.5)).isEqualTo(0.5);
    assertThat(fit.predict(99)).isOne();
  }

  @Test
  void aSequenceStopsAtItsFirstFailure() {
    List<Step> steps = List.of(new Step(.9, 100, 0), new Step(.8, 200, 15), new Step(.7, 900, 10));
    Cascade cascade = Cascade.of(steps, .05, .1);
    assertThat(cascade.pValues().get(2)).isLessThan(.1);
    assertThat(cascade.fixedSequence()).isEqualTo(OptionalDouble.of(.9));
    assertThat(cascade.bonferroni()).isEqualTo(OptionalDouble.of(.7));
    assertThat(Cascade.of(List.of(), .05, .1).fixedSequence()).isEmpty();
    assertThat(Cascade.of(List.of(new Step(.9, 0, 0)), .05, .1).fixedSequence()).isEmpty();
    assertThat(Cascade.ordered(steps, .05)).extracting(Step::threshold).containsExactly(.7, .9, .8);
  }

  @Test
  void theFirstStepNeedsEnoughPosts() {
    assertThat(Cascade.leastAccepted(.05, .1)).isEqualTo(45);
    assertThat(RiskTest.of(0, 45, .05).exactBinomial()).isLessThanOrEqualTo(.1);
    assertThat(RiskTest.of(0, 44, .05).exactBinomial()).isGreaterThan(.1);
    assertThat(RiskTest.of(0, 0, .05).exactBinomial()).isOne();
    assertThat(RiskTest.of(150_000_000L, 4_000_000_000L, .05).exactBinomial()).isZero();
    assertThat(Cascade.cheapStageTarget(.9, 100, 0)).isNaN();
    assertThat(Cascade.cheapStageTarget(.5, 100, 10)).isZero();
  }
}
