package io.assay.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.stats.stratified.StratifiedF1;
import io.assay.stats.stratified.StratifiedMacroF1;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reference methods on F1. */
final class F1Adapters {
  private F1Adapters() {}

  static Map<String, StatsReferenceTest.Adapter> all() {
    return Map.of(
        "f1_edge_class_predicted_never_in_gold", F1Adapters::edgeCases,
        "f1_edge_class_absent_everywhere", F1Adapters::edgeCases,
        "macro_f1_delta_ci", F1Adapters::delta,
        "stratified_f1_ratio_estimator", F1Adapters::ratio,
        "stratified_macro_f1_delta", F1Adapters::stratified);
  }

  private static ConfusionTable table(Inputs in) {
    List<String> labels = in.texts("labels");
    int[] gold = in.positions("gold", labels);
    int[] predicted = in.positions("pred", labels);
    long[][] counts = new long[labels.size()][labels.size()];
    long[] unanswered = new long[labels.size()];
    for (int i = 0; i < gold.length; i++) {
      if (predicted[i] < 0) {
        unanswered[gold[i]]++;
      } else {
        counts[gold[i]][predicted[i]]++;
      }
    }
    return ConfusionTable.of(labels, counts, unanswered);
  }

  private static Answers edgeCases(Inputs in) {
    ConfusionTable table = table(in);
    int k = table.size();
    return new Answers()
        .put("f1_per_class", table::f1PerLabel)
        .family("f1_class_(.+)", m -> table.f1(table.labels().indexOf(m.group(1))))
        .put("macro_defined_classes", table::macroF1)
        .put("macro_zero_division_0", () -> Means.mean(k, i -> zeroIfUndefined(table.f1(i))))
        .put(
            "macro_all_labels_zero_division_0",
            () -> Means.mean(k, i -> zeroIfUndefined(table.f1(i))))
        .put(
            "macro_gold_labels_only",
            () -> Means.defined(k, i -> table.gold(i) == 0 ? Double.NaN : table.f1(i)));
  }

  private static double zeroIfUndefined(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static Answers delta(Inputs in) {
    long[][] counts = in.wholeRows("confusion_gold_rows_pred_cols");
    List<String> labels = IntStream.range(0, counts.length).mapToObj(Integer::toString).toList();
    ConfusionTable table = ConfusionTable.of(labels, counts);
    MacroF1 macro = MacroF1.of(table);
    return new Answers()
        .put("accuracy", table::accuracy)
        .put("micro_f1_se", table::accuracyStandardError)
        .put("macro_f1", macro::value)
        .put("macro_f1_se", macro::standardError)
        .interval("", () -> macro.interval(in.real("alpha")))
        .put("weighted_f1", table::weightedF1)
        .put("macro_precision", table::macroPrecision)
        .put("macro_recall", table::macroRecall)
        .put("mcc", table::matthews)
        .put("f1_per_class", table::f1PerLabel);
  }

  private static Answers ratio(Inputs in) {
    long[] size = in.wholes("N_h");
    long[] tp = in.wholes("tp");
    long[] fp = in.wholes("fp");
    long[] fn = in.wholes("fn");
    long[] tn = in.wholes("tn");
    List<StratifiedF1.Stratum> strata = new ArrayList<>();
    for (int h = 0; h < size.length; h++) {
      strata.add(new StratifiedF1.Stratum(size[h], tp[h], fp[h], fn[h], tn[h]));
    }
    StratifiedF1 sample = StratifiedF1.of(strata);
    Answers answers = new Answers();
    put(answers, "f1", sample.f1());
    put(answers, "precision", sample.precision());
    put(answers, "recall", sample.recall());
    put(answers, "accuracy", sample.accuracy());
    return answers;
  }

  private static void put(Answers answers, String name, StratifiedF1.Ratio ratio) {
    answers
        .put(name, ratio::value)
        .put(name + "_se_fpc", ratio::standardError)
        .put(name + "_se_nofpc", ratio::standardErrorUncorrected);
  }

  private static Answers stratified(Inputs in) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    in.node("N_h").properties().forEach(e -> sizes.put(e.getKey(), Inputs.whole(e.getValue())));
    List<StratifiedMacroF1.Row> rows =
        Inputs.stream(in.node("rows_stratum_gold_pred_count")).map(F1Adapters::row).toList();
    StratifiedMacroF1 macro = StratifiedMacroF1.of(sizes, rows);
    return new Answers()
        .put("macro_f1", () -> macro.macroF1().value())
        .put("se_fpc", () -> macro.macroF1().standardError())
        .put("se_nofpc", () -> macro.macroF1().standardErrorUncorrected())
        .family("f1_(.+)", m -> macro.f1PerLabel().getOrDefault(m.group(1), Double.NaN));
  }

  private static StratifiedMacroF1.Row row(JsonNode row) {
    return new StratifiedMacroF1.Row(
        row.get(0).asText(),
        row.get(1).asText(),
        row.get(2).isNull() ? null : row.get(2).asText(),
        Inputs.whole(row.get(3)));
  }
}
