package io.assay.report.model;

import io.assay.eval.CountTable;
import io.assay.eval.Pattern;
import io.assay.label.RuleCount;
import java.util.List;
import java.util.Map;

/**
 * What tells where and why labelers err.
 *
 * @param counts table {@code counts}
 * @param patterns table {@code patterns}
 * @param texts id to text of the patterns' example posts
 * @param rules table {@code rules}
 */
public record Diagnosis(
    CountTable counts, List<Pattern> patterns, Map<String, String> texts, List<RuleCount> rules) {

  /** Copies lists and map. */
  public Diagnosis {
    patterns = List.copyOf(patterns);
    texts = Map.copyOf(texts);
    rules = List.copyOf(rules);
  }
}
