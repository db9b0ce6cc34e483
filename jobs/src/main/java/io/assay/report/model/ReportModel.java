package io.assay.report.model;

import io.assay.cost.CostRow;
import io.assay.decide.Decision;
import io.assay.eval.ComparisonRow;
import io.assay.eval.EvaluationRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a report is made of, as read from stored tables.
 *
 * @param labels name to description, in the task file's order
 * @param labelers in the task file's order
 * @param llmStatuses labeler to status to answers, for each LLM that was asked
 * @param parts name of a part to its posts, in the order of use
 * @param examples wrong items worth reading
 * @param facts how gold was drawn, seeds, fingerprints, models
 * @param diagnosis where and why labelers err
 * @param modelNote said first when another model than the configured one answered; null otherwise
 * @param spentMicroUsd millionths of a dollar that this run paid
 */
public record ReportModel(
    String task,
    String ds,
    Map<String, String> labels,
    Decision decision,
    List<EvaluationRow> evaluation,
    List<ComparisonRow> comparisons,
    List<CostRow> costs,
    List<LabelerInfo> labelers,
    Map<String, Map<String, Long>> llmStatuses,
    Map<String, Long> parts,
    List<Example> examples,
    List<RunFact> facts,
    Diagnosis diagnosis,
    @Nullable String modelNote,
    long spentMicroUsd) {

  public ReportModel {
    if (spentMicroUsd < 0) {
      throw new IllegalArgumentException("spent " + spentMicroUsd + " micro-dollars is below 0");
    }
    labels = ordered(labels);
    evaluation = List.copyOf(evaluation);
    comparisons = List.copyOf(comparisons);
    costs = List.copyOf(costs);
    labelers = List.copyOf(labelers);
    llmStatuses = ordered(llmStatuses);
    parts = ordered(parts);
    examples = List.copyOf(examples);
    facts = List.copyOf(facts);
  }

  /** {@code Map.copyOf} would lose the order. */
  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
