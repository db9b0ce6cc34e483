package io.assay.report.table;

import io.assay.report.wording.Figures;
import java.util.List;
import java.util.Map;

/** Where the posts went: who learns from them and who is scored on them. */
public record PartTable(List<Row> rows, String total) {
  private static final Map<String, String> USES =
      Map.of(
          "train", "tools learn from it",
          "tune", "thresholds and parameters are chosen on it",
          "calibrate", "confidences are calibrated on it",
          "test", "every estimate of this page refers to it");

  /** One part. */
  public record Row(String part, String use, String posts, String share) {}

  /** From the posts of each part. */
  public static PartTable of(Map<String, Long> parts) {
    long total = parts.values().stream().mapToLong(Long::longValue).sum();
    return new PartTable(
        parts.entrySet().stream().map(e -> row(e.getKey(), e.getValue(), total)).toList(),
        Figures.count(total));
  }

  private static Row row(String part, long posts, long total) {
    String share = total == 0 ? "" : Figures.percent((double) posts / total);
    return new Row(part, USES.getOrDefault(part, ""), Figures.count(posts), share);
  }
}
