package io.assay.report.table;

import io.assay.eval.EvaluationRow;
import io.assay.report.model.LabelerInfo;
import io.assay.report.model.ReportModel;
import io.assay.report.wording.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Precision, recall and F1 label by label.
 *
 * @param labelers who was measured per label, in the task file's order
 * @param f1 one row a label, one cell a labeler
 * @param details one table a labeler
 */
public record PerLabelTable(List<String> labelers, List<F1Row> f1, List<Detail> details) {

  /** One label over all labelers. */
  public record F1Row(String label, String description, List<Shade> cells) {}

  /**
   * One F1.
   *
   * @param share 0 to 1 with two decimals, for the depth of its background
   */
  public record Shade(Cell cell, String share) {}

  /** One labeler over all labels; the chosen one is open at first. */
  public record Detail(String labeler, boolean chosen, List<LabelRow> rows) {}

  /**
   * One label of one labeler.
   *
   * @param gold posts whose gold label it is
   * @param said posts that the labeler gave it to
   */
  public record LabelRow(
      String label, Cell gold, Cell said, Cell precision, Cell recall, Cell f1) {}

  /** Every labeler of a run by every label. */
  public static PerLabelTable of(ReportModel model, Estimates estimates) {
    List<String> labelers =
        model.labelers().stream()
            .map(LabelerInfo::name)
            .filter(
                name ->
                    model.labels().keySet().stream()
                        .anyMatch(label -> estimates.find(name, "f1", slice(label)) != null))
            .toList();
    return new PerLabelTable(
        labelers,
        model.labels().entrySet().stream().map(e -> f1(e, labelers, estimates)).toList(),
        labelers.stream().map(l -> detail(l, model, estimates)).toList());
  }

  /** Whether there is anything to show. */
  boolean any() {
    return !labelers.isEmpty();
  }

  private static String slice(String label) {
    return "label=" + label;
  }

  private static F1Row f1(
      Map.Entry<String, String> label, List<String> labelers, Estimates estimates) {
    List<Shade> cells =
        labelers.stream().map(l -> shade(estimates.find(l, "f1", slice(label.getKey())))).toList();
    return new F1Row(label.getKey(), label.getValue(), cells);
  }

  private static Shade shade(@Nullable EvaluationRow row) {
    Double value = row == null ? null : row.value();
    return new Shade(
        Estimates.cell(row, "not measured"),
        String.format(Locale.ROOT, "%.2f", value == null ? 0 : value));
  }

  private static Detail detail(String labeler, ReportModel model, Estimates estimates) {
    return new Detail(
        labeler,
        labeler.equals(model.decision().recommended()),
        model.labels().keySet().stream().map(l -> labelRow(labeler, l, estimates)).toList());
  }

  private static LabelRow labelRow(String labeler, String label, Estimates estimates) {
    EvaluationRow precision = estimates.find(labeler, "precision", slice(label));
    EvaluationRow recall = estimates.find(labeler, "recall", slice(label));
    return new LabelRow(
        label,
        n(recall),
        n(precision),
        Estimates.cell(precision, "not measured"),
        Estimates.cell(recall, "not measured"),
        Estimates.cell(estimates.find(labeler, "f1", slice(label)), "not measured"));
  }

  private static Cell n(@Nullable EvaluationRow row) {
    return row == null ? Cell.missing("not measured") : Cell.of(Figures.count(row.n()));
  }
}
