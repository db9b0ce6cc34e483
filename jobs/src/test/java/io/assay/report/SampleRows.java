package io.assay.report;

import io.assay.cost.CostRow;
import io.assay.eval.ComparisonRow;
import io.assay.eval.EvaluationRow;
import io.assay.report.SampleTools.Tool;
import io.assay.stats.Binomial;
import io.assay.stats.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of the sample: plausible numbers, each a plain function of the tools' few. */
public final class SampleRows {
  private static final String COSTS =
      """
      tag-rules;fixed;effort;1;person-hours;60;stated
      tag-odds;fixed;training-labels;408;gold-labels;0.30;stated
      logistic;fixed;training-labels;408;gold-labels;0.30;stated
      logistic;fixed;training-compute;0.0213;core-hours;0.05;measured
      logistic;marginal;predict;0.046;core-hours;0.05;measured
      logistic;hours;labelling;3.3;hours;0;measured
      llm;fixed;effort;3;person-hours;60;stated
      llm;marginal;qwen;412350;input-tokens;0.0000004;measured
      llm;marginal;qwen;3120;output-tokens;0.0000008;stored
      llm;hours;labelling;212;hours;0;measured
      """;

  private SampleRows() {}

  static List<CostRow> costs() {
    return COSTS.lines().map(SampleRows::cost).toList();
  }

  private static CostRow cost(String line) {
    String[] f = line.split(";", -1);
    BigDecimal price = new BigDecimal(f[5]);
    BigDecimal usd = price.multiply(new BigDecimal(f[3]));
    return new CostRow(
        f[0], f[1], f[2], Double.parseDouble(f[3]), f[4], price, "2026-07-01", usd, f[6]);
  }

  static List<EvaluationRow> evaluation(Iterable<String> labels) {
    List<EvaluationRow> rows = new ArrayList<>();
    for (Tool t : SampleTools.TOOLS) {
      if (t.trained()) {
        overall(t, rows);
        perLabel(t, labels, rows);
      }
    }
    return rows;
  }

  private static void overall(Tool t, List<EvaluationRow> rows) {
    List<String> hint = t.coverage() < 0.1 ? List.of("exploratory") : List.of();
    long labelled = Math.round(t.gold() * t.coverage());
    double selective = Math.min(1, t.accuracy() / t.coverage());
    rows.add(wilson(t.name(), "accuracy", "all", t.accuracy(), t.gold(), List.of()));
    rows.add(point(t.name(), "coverage", "all", "census", t.coverage(), 416));
    rows.add(wilson(t.name(), "selective_accuracy", "all", selective, labelled, hint));
    rows.add(wilson(t.name(), "macro_f1", "all", t.accuracy() * 0.94, t.gold(), List.of()));
    if (!t.name().equals("llm")) {
      rows.add(wilson(t.name(), "agreement_with_llm", "all", t.accuracy() * 0.9, 120, List.of()));
    }
  }

  private static void perLabel(Tool t, Iterable<String> labels, List<EvaluationRow> rows) {
    int i = 0;
    for (String label : labels) {
      long n = 38 + 11L * i;
      double tilt = 0.12 * Math.sin(i + t.name().length());
      double precision = Math.min(0.97, t.accuracy() / t.coverage() + tilt);
      double recall = Math.max(0.02, t.accuracy() - tilt);
      boolean undefined = t.name().equals("tag-rules") && label.equals("wow");
      Double f1 = undefined ? null : 2 * precision * recall / (precision + recall);
      long said = Math.round(n * t.coverage());
      rows.add(point(t.name(), "precision", "label=" + label, "ratio", precision, said));
      rows.add(point(t.name(), "recall", "label=" + label, "ratio", recall, n));
      rows.add(point(t.name(), "f1", "label=" + label, "f1", f1, n));
      i++;
    }
  }

  public static EvaluationRow wilson(
      String labeler, String metric, String slice, double value, long n, List<String> warnings) {
    Interval interval = Binomial.wilson(Math.round(value * n), n, 0.05);
    return new EvaluationRow(
        labeler,
        "gold",
        metric,
        slice,
        "wilson",
        value,
        interval.lower(),
        interval.upper(),
        0.95,
        n,
        null,
        true,
        warnings);
  }

  static EvaluationRow point(
      String labeler, String metric, String slice, String method, @Nullable Double value, long n) {
    return new EvaluationRow(
        labeler, "gold", metric, slice, method, value, null, null, 0.95, n, null, true, List.of());
  }

  static List<ComparisonRow> comparisons() {
    List<ComparisonRow> rows = new ArrayList<>();
    List<Tool> tools = SampleTools.TOOLS;
    for (int i = 0; i < tools.size(); i++) {
      for (int j = i + 1; j < tools.size(); j++) {
        rows.add(compare(tools.get(i), tools.get(j)));
      }
    }
    return rows;
  }

  private static ComparisonRow compare(Tool a, Tool b) {
    String method = "bonett-price, mcnemar-mid-p, holm";
    if (!a.trained() || !b.trained()) {
      return new ComparisonRow(
          a.name(), b.name(), "accuracy", null, null, null, null, null, method, 0);
    }
    double d = a.accuracy() - b.accuracy();
    double p = Math.exp(-Math.abs(d) * 40);
    double adjusted = Math.min(1, p * 6);
    long n = Math.min(a.gold(), b.gold());
    return new ComparisonRow(
        a.name(), b.name(), "accuracy", d, d - 0.055, d + 0.055, p, adjusted, method, n);
  }
}
