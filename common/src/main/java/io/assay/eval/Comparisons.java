package io.assay.eval;

import io.assay.stats.Estimate;
import io.assay.stats.Multiplicity;
import io.assay.stats.PairedComparison;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every labeler against every other on the gold posts of the frame that both were scored on: the
 * difference in accuracy (Bonett &amp; Price 2012), McNemar's mid-p (Fagerland et al. 2013), Holm's
 * adjustment over all pairs.
 */
public final class Comparisons {
  private static final String METHOD = "bonett-price, mcnemar-mid-p, holm";

  private Comparisons() {}

  /**
   * One row a pair, in the order of the labelers; pairs without a common post have no numbers, and
   * pairs with fewer than 15 have no interval.
   *
   * @param labelers in the task's order
   */
  public static List<ComparisonRow> of(List<String> labelers, CountTable table) {
    List<ComparisonRow> rows = new ArrayList<>();
    for (int a = 0; a < labelers.size(); a++) {
      for (int b = a + 1; b < labelers.size(); b++) {
        rows.add(compare(labelers.get(a), labelers.get(b), table));
      }
    }
    return adjusted(rows);
  }

  private static ComparisonRow compare(String a, String b, CountTable table) {
    PairedComparison counts = table.compared(a, b);
    if (counts.n() == 0) {
      return new ComparisonRow(a, b, "accuracy", null, null, null, null, null, METHOD, 0);
    }
    Estimate estimate = counts.estimate(LabelerEvaluation.ALPHA);
    return new ComparisonRow(
        a,
        b,
        "accuracy",
        counts.difference(),
        orNull(estimate.lower()),
        orNull(estimate.upper()),
        counts.mcnemar().mid(),
        null,
        METHOD,
        counts.n());
  }

  private static @Nullable Double orNull(double limit) {
    return Double.isNaN(limit) ? null : limit;
  }

  private static List<ComparisonRow> adjusted(List<ComparisonRow> rows) {
    double[] p =
        rows.stream()
            .map(ComparisonRow::pValue)
            .filter(java.util.Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    double[] holm = Multiplicity.holm(p);
    List<ComparisonRow> adjusted = new ArrayList<>();
    int next = 0;
    for (ComparisonRow row : rows) {
      adjusted.add(row.pValue() == null ? row : with(row, holm[next++]));
    }
    return adjusted;
  }

  private static ComparisonRow with(ComparisonRow r, @Nullable Double adjusted) {
    return new ComparisonRow(
        r.labelerA(),
        r.labelerB(),
        r.metric(),
        r.difference(),
        r.lower(),
        r.upper(),
        r.pValue(),
        adjusted,
        r.method(),
        r.n());
  }
}
