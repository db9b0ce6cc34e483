package io.assay.report.wording;

import io.assay.eval.EvaluationRow;
import io.assay.report.model.ReportModel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Warnings in words: those of the decision, then those of estimates over all posts with the
 * labelers that they hit. What concerns a single label or slice is said beside its figure.
 */
public record Caveats(List<String> sentences) {

  /** What a run's verdict rests on that may not hold. */
  public static Caveats of(ReportModel model, VerdictText verdict) {
    Map<String, Set<String>> labelers = new LinkedHashMap<>();
    verdict.warnings().forEach(w -> labelers.put(w, new LinkedHashSet<>()));
    for (EvaluationRow row : model.evaluation()) {
      if (!row.primary() || !row.slice().equals("all")) {
        continue;
      }
      for (String warning : row.warnings()) {
        labelers
            .computeIfAbsent(WarningText.of(warning), w -> new LinkedHashSet<>())
            .add(row.labeler());
      }
    }
    Set<String> ofTheRun = Set.copyOf(verdict.warnings());
    return new Caveats(
        labelers.entrySet().stream()
            .map(e -> ofTheRun.contains(e.getKey()) ? e.getKey() : concerning(e))
            .toList());
  }

  /** Whether there is anything to warn of. */
  boolean any() {
    return !sentences.isEmpty();
  }

  private static String concerning(Map.Entry<String, Set<String>> warning) {
    return warning.getKey() + " This concerns " + Prose.list(List.copyOf(warning.getValue())) + ".";
  }
}
