package io.assay.report.table;

import io.assay.report.wording.Figures;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of each request to each LLM, one by one. */
public record LlmStatusTable(List<String> statuses, List<Row> rows) {
  private static final List<String> KNOWN =
      List.of("labelled", "abstained", "invalid", "refused", "truncated", "error");

  /** One LLM: a count for each status, and their sum. */
  public record Row(String labeler, List<String> counts, String asked) {}

  /** From how often each status came, by labeler. */
  public static LlmStatusTable of(Map<String, Map<String, Long>> statuses) {
    Set<String> all = new LinkedHashSet<>(KNOWN);
    statuses.values().forEach(counts -> all.addAll(counts.keySet()));
    List<String> columns = List.copyOf(all);
    return new LlmStatusTable(
        columns,
        statuses.entrySet().stream().map(e -> row(e.getKey(), e.getValue(), columns)).toList());
  }

  /** Whether an LLM was asked at all. */
  boolean any() {
    return !rows.isEmpty();
  }

  private static Row row(String labeler, Map<String, Long> counts, List<String> columns) {
    return new Row(
        labeler,
        columns.stream().map(s -> Figures.count(counts.getOrDefault(s, 0L))).toList(),
        Figures.count(counts.values().stream().mapToLong(Long::longValue).sum()));
  }
}
