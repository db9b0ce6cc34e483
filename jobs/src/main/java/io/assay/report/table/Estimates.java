package io.assay.report.table;

import io.assay.eval.EvaluationRow;
import io.assay.report.wording.Figures;
import io.assay.report.wording.MethodName;
import io.assay.report.wording.Prose;
import io.assay.report.wording.WarningText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The primary evaluation rows by labeler, metric and slice. */
public final class Estimates {
  private final Map<Key, EvaluationRow> rows = new HashMap<>();

  private record Key(String labeler, String metric, String slice) {}

  /** Of all rows of table {@code evaluation}. */
  public Estimates(List<EvaluationRow> evaluation) {
    for (EvaluationRow row : evaluation) {
      if (row.primary()) {
        rows.putIfAbsent(new Key(row.labeler(), row.metric(), row.slice()), row);
      }
    }
  }

  /** The row over all posts, null where there is none. */
  public @Nullable EvaluationRow find(String labeler, String metric) {
    return find(labeler, metric, "all");
  }

  /** The row of a metric on a slice; null where there is none. */
  public @Nullable EvaluationRow find(String labeler, String metric, String slice) {
    return rows.get(new Key(labeler, metric, slice));
  }

  /** The value over all posts, null where it is not known. */
  public @Nullable Double value(String labeler, String metric) {
    EvaluationRow row = find(labeler, metric);
    return row == null ? null : row.value();
  }

  /**
   * The row as a table cell with its interval.
   *
   * @param absent said when there is no row
   */
  public static Cell cell(@Nullable EvaluationRow row, String absent) {
    if (row == null) {
      return Cell.missing(absent);
    }
    Double value = row.value();
    if (value == null) {
      return Cell.missing(
          row.n() == 0
              ? "there is no post to measure it on"
              : "undefined on these " + Prose.counted(row.n(), "post"));
    }
    return new Cell(Figures.percent(value), interval(row), provenance(row));
  }

  private static @Nullable String interval(EvaluationRow row) {
    Double lower = row.lower();
    Double upper = row.upper();
    return lower == null || upper == null ? null : Figures.interval(lower, upper);
  }

  private static String provenance(EvaluationRow row) {
    List<String> sentences = new ArrayList<>();
    sentences.add(source(row));
    row.warnings().forEach(warning -> sentences.add(WarningText.of(warning)));
    return String.join(" ", sentences);
  }

  private static String source(EvaluationRow row) {
    String posts = Prose.counted(row.n(), "post");
    if (row.method().equals("census")) {
      return "Counted on all " + posts + ".";
    }
    String interval =
        row.lower() == null
            ? "without an interval"
            : Figures.percentExact(row.level()) + " interval";
    return MethodName.of(row.method()) + " on " + posts + ", " + interval + ".";
  }
}
