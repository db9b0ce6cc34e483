package io.assay.stats.stratified;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.ConfusionTable;
import io.assay.stats.Estimate;
import io.assay.stats.MacroF1;
import io.assay.stats.Warnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class F1Test {
  private static final double ALPHA = 0.05;
  private static final List<String> LABELS = List.of("a", "b", "c");

  @Test
  void abstentionsCountAgainstRecallAndAccuracyOnly() {
    ConfusionTable table =
        ConfusionTable.of(
            LABELS, new long[][] {{6, 1, 0}, {1, 7, 0}, {0, 0, 5}}, new long[] {3, 2, 0});
    assertThat(table.n()).isEqualTo(25);
    assertThat(table.answered()).isEqualTo(20);
    assertThat(table.accuracy()).isEqualTo(18 / 25.0);
    assertThat(table.selectiveAccuracy()).isEqualTo(18 / 20.0);
    assertThat(table.precision(0)).isEqualTo(6 / 7.0);
    assertThat(table.recall(0)).isEqualTo(6 / 10.0);
    assertThat(table.f1(0)).isEqualTo(12 / 17.0);
  }

  @Test
  void undefinedStaysUndefinedAndIsListed() {
    ConfusionTable table =
        ConfusionTable.of(LABELS, new long[][] {{20, 0, 0}, {2, 18, 0}, {0, 0, 0}});
    assertThat(table.f1(2)).isNaN();
    assertThat(table.precision(2)).isNaN();
    assertThat(table.undefinedLabels()).containsExactly("c");
    assertThat(table.macroF1()).isCloseTo((40 / 42.0 + 36 / 38.0) / 2, within(1e-12));
    assertThat(MacroF1.of(table).estimate(ALPHA).warnings())
        .containsExactly(Warnings.LABELS_LEFT_OUT);
    ConfusionTable empty = ConfusionTable.of(LABELS, new long[3][3]);
    assertThat(empty.accuracy()).isNaN();
    assertThat(empty.macroF1()).isNaN();
    assertThat(empty.matthews()).isNaN();
    assertThat(empty.weightedF1()).isNaN();
    assertThat(MacroF1.of(empty).interval(ALPHA).isDefined()).isFalse();
  }

  @Test
  void thinClassesAndPerfectTablesHaveNoDeltaInterval() {
    ConfusionTable thin = ConfusionTable.of(LABELS.subList(0, 2), new long[][] {{50, 1}, {2, 7}});
    assertThat(MacroF1.of(thin).estimate(ALPHA).warnings()).containsExactly(Warnings.THIN_CLASS);
    ConfusionTable perfect =
        ConfusionTable.of(LABELS.subList(0, 2), new long[][] {{50, 0}, {0, 40}});
    Estimate estimate = MacroF1.of(perfect).estimate(ALPHA);
    assertThat(estimate.value()).isOne();
    assertThat(estimate.warnings()).containsExactly(Warnings.ZERO_VARIANCE);
    assertThat(estimate.interval().isDefined()).isFalse();
  }

  /** The gradient by finite differences, with a column of posts without a prediction. */
  @Test
  void theDeltaMethodKnowsAbstentions() {
    long[][] counts = {{600, 100, 50}, {150, 700, 100}, {30, 60, 500}};
    long[] unanswered = {90, 40, 10};
    ConfusionTable table = ConfusionTable.of(LABELS, counts, unanswered);
    double n = table.n();
    double mean = 0;
    double square = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j <= 3; j++) {
        double share = (j == 3 ? unanswered[i] : counts[i][j]) / n;
        double gradient = numericGradient(counts, unanswered, i, j) * n;
        mean += share * gradient;
        square += share * gradient * gradient;
      }
    }
    assertThat(MacroF1.of(table).standardError())
        .isCloseTo(Math.sqrt((square - mean * mean) / n), within(1e-5));
  }

  private static double numericGradient(long[][] counts, long[] unanswered, int i, int j) {
    double[] f = new double[2];
    for (int side = 0; side < 2; side++) {
      long[][] moved = {counts[0].clone(), counts[1].clone(), counts[2].clone()};
      long[] none = unanswered.clone();
      long step = side == 0 ? -1 : 1;
      if (j == 3) {
        none[i] += step;
      } else {
        moved[i][j] += step;
      }
      f[side] = ConfusionTable.of(LABELS, moved, none).macroF1();
    }
    return (f[1] - f[0]) / 2;
  }

  @Test
  void oneEndlessStratumGivesTheSimpleRandomError() {
    long[][] counts = {{60, 10, 5}, {15, 70, 10}, {3, 6, 50}};
    MacroF1 simple = MacroF1.of(ConfusionTable.of(LABELS, counts));
    List<StratifiedMacroF1.Row> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        rows.add(new StratifiedMacroF1.Row("all", LABELS.get(i), LABELS.get(j), counts[i][j]));
      }
    }
    StratifiedMacroF1.Value value =
        StratifiedMacroF1.of(Map.of("all", 1_000_000_000_000L), rows).macroF1();
    assertThat(value.value()).isCloseTo(simple.value(), within(1e-12));
    double n = simple.n();
    assertThat(value.standardErrorUncorrected())
        .isCloseTo(simple.standardError() * Math.sqrt(n / (n - 1)), within(1e-9));
  }

  @Test
  void aDifferenceOfEqualLabelersIsZeroWithoutError() {
    List<StratifiedMacroF1.PairRow> equal =
        List.of(
            new StratifiedMacroF1.PairRow("s", "a", "a", "a", 10),
            new StratifiedMacroF1.PairRow("s", "b", "a", "a", 5),
            new StratifiedMacroF1.PairRow("s", "b", null, null, 5));
    StratifiedMacroF1.Value none = StratifiedMacroF1.difference(Map.of("s", 900L), equal);
    assertThat(none.value()).isZero();
    assertThat(none.standardError()).isZero();
    List<StratifiedMacroF1.PairRow> differ =
        List.of(
            new StratifiedMacroF1.PairRow("s", "a", "a", "a", 30),
            new StratifiedMacroF1.PairRow("s", "b", "b", "a", 12),
            new StratifiedMacroF1.PairRow("s", "b", "b", "b", 20));
    StratifiedMacroF1.Value ahead = StratifiedMacroF1.difference(Map.of("s", 900L), differ);
    assertThat(ahead.value()).isPositive();
    assertThat(ahead.interval(ALPHA).contains(ahead.value())).isTrue();
    assertThat(ahead.interval(ALPHA).lower()).isPositive();
  }

  @Test
  void aStratumThatWasNotSampledLeavesNothingToSay() {
    List<StratifiedMacroF1.Row> rows = List.of(new StratifiedMacroF1.Row("s", "a", "a", 9));
    StratifiedMacroF1 gap = StratifiedMacroF1.of(Map.of("s", 90L, "t", 10L), rows);
    assertThat(gap.macroF1().value()).isNaN();
    assertThat(gap.f1PerLabel()).isEmpty();
    StratifiedMacroF1 whole = StratifiedMacroF1.of(Map.of("s", 90L, "t", 0L), rows);
    assertThat(whole.macroF1().value()).isOne();
    assertThat(whole.macroF1().standardError()).isZero();
  }

  @Test
  void wrongTablesAreRefused() {
    assertThatThrownBy(() -> ConfusionTable.of(LABELS, new long[2][2]))
        .hasMessageContaining("2 rows for 3 labels");
    assertThatThrownBy(() -> ConfusionTable.of(List.of("a"), new long[][] {{-1}}))
        .hasMessageContaining("at least 0");
    List<StratifiedMacroF1.Row> row = List.of(new StratifiedMacroF1.Row("t", "a", "a", 1));
    assertThatThrownBy(() -> StratifiedMacroF1.of(Map.of("s", 9L), row))
        .hasMessageContaining("stratum t has no size");
  }

  @Test
  void anEmptyRatioIsUndefined() {
    StratifiedF1 none = StratifiedF1.of(List.of(new StratifiedF1.Stratum(100, 0, 0, 0, 20)));
    assertThat(none.f1().value()).isNaN();
    assertThat(none.f1().interval(ALPHA).isDefined()).isFalse();
    assertThat(none.accuracy().value()).isOne();
  }
}
