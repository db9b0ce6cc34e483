package io.assay.eval;

import io.assay.stats.ConfusionTable;
import io.assay.stats.Estimate;
import io.assay.stats.Floors;
import io.assay.stats.MacroF1;
import io.assay.stats.Warnings;
import io.assay.stats.stratified.StratifiedF1;
import java.util.List;
import java.util.function.Predicate;

/** Precision, recall and F1 of each label, and macro-F1. */
final class LabelMeasures {
  private final CountTable gold;
  private final EvaluationRows rows;

  private LabelMeasures(CountTable gold, EvaluationRows rows) {
    this.gold = gold;
    this.rows = rows;
  }

  static void add(CountTable gold, List<String> labels, EvaluationRows rows) {
    LabelMeasures measures = new LabelMeasures(gold, rows);
    labels.forEach(measures::label);
    ConfusionTable table = Confusions.of(gold, labels);
    Estimate macro = MacroF1.of(table).estimate(LabelerEvaluation.ALPHA).atGoldFloors(gold.n());
    rows.add(EvaluationRows.GOLD, "macro_f1", EvaluationRows.ALL, macro);
  }

  private void label(String label) {
    Predicate<Count> said = c -> label.equals(c.predicted());
    Predicate<Count> is = c -> label.equals(c.gold());
    String slice = "label=" + label;
    long right = gold.n(said.and(is));
    long predicted = gold.n(said);
    long inGold = gold.n(is);
    add("precision", slice, Estimates.proportion(right, predicted));
    add("recall", slice, Estimates.proportion(right, inGold));
    add("f1", slice, f1(right, predicted - right, inGold - right));
  }

  private void add(String metric, String slice, Estimate estimate) {
    rows.add(EvaluationRows.GOLD, metric, slice, estimate);
  }

  /**
   * The interval is that of a ratio of totals (Cochran 1977), from 10 gold posts of the label on.
   */
  private Estimate f1(long right, long falsePositive, long falseNegative) {
    long n = right + falsePositive + falseNegative;
    // One endless stratum: the frame is far larger than its gold.
    StratifiedF1.Ratio f1 =
        StratifiedF1.of(
                List.of(
                    new StratifiedF1.Stratum(
                        gold.n(), right, falsePositive, falseNegative, gold.n() - n)))
            .f1();
    if (Double.isNaN(f1.value())) {
      return Estimates.pointOnly(Double.NaN, "f1-delta", n);
    }
    double alpha = LabelerEvaluation.ALPHA;
    Estimate estimate =
        Estimate.of(f1.value(), f1.intervalUncorrected(alpha), alpha, "f1-delta", n);
    if (right + falseNegative < Floors.GOLD_PER_CLASS) {
      return estimate.withoutInterval(Warnings.THIN_CLASS);
    }
    return f1.standardErrorUncorrected() > 0
        ? estimate.atGoldFloors(gold.n())
        : estimate.withoutInterval(Warnings.ZERO_VARIANCE);
  }
}
