package io.assay.report;

import io.assay.eval.CountTable;
import io.assay.eval.Pattern;
import java.util.List;
import java.util.Map;

/**
 * What tells where and why labelers err.
 *
 * @param counts table {@code counts}
 * @param patterns table {@code patterns}
 * @param texts id to text of the patterns' example posts
 */
public record Diagnosis(CountTable counts, List<Pattern> patterns, Map<String, String> texts) {

  /** Copies list and map. */
  public Diagnosis {
    patterns = List.copyOf(patterns);
    texts = Map.copyOf(texts);
  }
}
