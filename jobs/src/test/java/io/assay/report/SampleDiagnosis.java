package io.assay.report;

import io.assay.eval.Count;
import io.assay.eval.CountTable;
import io.assay.eval.Pattern;
import io.assay.label.RuleCount;
import io.assay.report.model.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts and patterns of a sample, each a plain function of few numbers. */
final class SampleDiagnosis {
  static final Diagnosis NONE =
      new Diagnosis(new CountTable(List.of()), List.of(), Map.of(), List.of());

  private SampleDiagnosis() {}

  /** A classifier that is worse on short posts and takes the first label for the second. */
  static Diagnosis of(Iterable<String> labels) {
    List<String> names = new ArrayList<>();
    labels.forEach(names::add);
    List<Count> counts = new ArrayList<>();
    for (String part : List.of("train", "test")) {
      for (String length : List.of("length=short", "length=long")) {
        long right = length.endsWith("short") ? 40 : 95;
        counts.add(count("logistic", part, length, names.get(0), names.get(0), 80, right));
        counts.add(count("logistic", part, length, names.get(1), names.get(0), 55, 100 - right));
      }
    }
    List<Pattern> patterns =
        List.of(
            new Pattern("test", names.get(1), List.of("logistic"), List.of(), 65, List.of()),
            new Pattern("tune", names.get(1), List.of("logistic"), List.of(), 9, List.of("p0004")));
    List<RuleCount> rules =
        List.of(
            new RuleCount("tag-rules", "#lol", names.get(0), RuleCount.WRITTEN, 40, 30, 8, 4, 500),
            new RuleCount("tag-rules", "#aww*", names.get(1), RuleCount.WRITTEN, 0, 0, 0, 0, 500),
            new RuleCount(
                "tag-rules", "#rofl", names.get(0), RuleCount.SUGGESTED, 9, 8, 0, 0, 500));
    return new Diagnosis(
        new CountTable(counts), patterns, Map.of("p0004", "A post | with a pipe"), rules);
  }

  static Diagnosis poisoned(String poison) {
    Count count = count(poison, "test", poison + "=" + poison, poison, poison, 50, 40);
    Pattern test = new Pattern("test", poison, List.of(poison), List.of(), 3, List.of());
    Pattern tune = new Pattern("tune", poison, List.of(poison), List.of(), 3, List.of(poison));
    RuleCount rule = new RuleCount(poison, poison, poison, RuleCount.WRITTEN, 5, 3, 1, 1, 50);
    return new Diagnosis(
        new CountTable(List.of(count)), List.of(test, tune), Map.of(poison, poison), List.of(rule));
  }

  private static Count count(
      String labeler, String part, String stratum, String gold, String said, int bin, long n) {
    return new Count(
        labeler, null, part, stratum, gold, null, said, null, "labelled", bin, n, n, n);
  }
}
