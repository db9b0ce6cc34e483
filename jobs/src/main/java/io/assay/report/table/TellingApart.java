package io.assay.report.table;

import io.assay.decide.Decision.Best;
import io.assay.eval.ComparisonRow;
import io.assay.report.model.ReportModel;
import io.assay.report.wording.Figures;
import io.assay.report.wording.MethodName;
import io.assay.report.wording.Prose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which labelers the paired comparisons can tell apart.
 *
 * @param best the highest estimate, empty without pairs
 * @param sentence the group that cannot be told from the best, in words
 * @param againstBest the best first in each pair
 * @param others all further pairs
 * @param method how the p-values came about, empty without pairs
 */
public record TellingApart(
    String best, String sentence, List<Pair> againstBest, List<Pair> others, String method) {
  private static final String METRIC = "accuracy";

  /**
   * One pair on the posts that both were scored on.
   *
   * @param difference first minus second, percentage points
   * @param p before adjustment
   * @param adjusted over all pairs of the run
   * @param answer {@code yes}, {@code no} or {@code not known}
   */
  public record Pair(
      String first,
      String second,
      Cell difference,
      Cell p,
      Cell adjusted,
      String n,
      String answer) {}

  /** All pairs of labelers of a run. */
  public static TellingApart of(ReportModel model) {
    List<ComparisonRow> rows =
        model.comparisons().stream().filter(r -> r.metric().equals(METRIC) && r.n() > 0).toList();
    Best best = model.decision().best();
    if (best == null || rows.isEmpty()) {
      return new TellingApart(
          "", "No two labelers were scored on the same gold.", List.of(), List.of(), "");
    }
    double alpha = 1 - model.decision().bar().confidence();
    String name = best.labeler();
    return new TellingApart(
        name,
        sentence(best),
        rows.stream()
            .filter(r -> r.isOf(name))
            .map(r -> pair(r.labelerA().equals(name) ? r : r.turned(), alpha))
            .toList(),
        rows.stream().filter(r -> !r.isOf(name)).map(r -> pair(r, alpha)).toList(),
        MethodName.of(rows.get(0).method()));
  }

  /** Whether there is a pair to show. */
  boolean any() {
    return !againstBest.isEmpty();
  }

  boolean anyOthers() {
    return !others.isEmpty();
  }

  private static String sentence(Best best) {
    if (best.notToldApart().isEmpty()) {
      return "%s has the highest estimate, and every labeler that was compared with it can be told from it."
          .formatted(best.labeler());
    }
    return "%s has the highest estimate. Cannot be told from it on this gold: %s. That does not make them equal; more gold could still separate them."
        .formatted(best.labeler(), Prose.list(best.notToldApart()));
  }

  private static Pair pair(ComparisonRow row, double alpha) {
    String answer = row.pAdjusted() == null ? "not known" : row.isSignificant(alpha) ? "yes" : "no";
    return new Pair(
        row.labelerA(),
        row.labelerB(),
        difference(row),
        p(row.pValue()),
        p(row.pAdjusted()),
        Figures.count(row.n()),
        answer);
  }

  private static Cell difference(ComparisonRow row) {
    Double difference = row.difference();
    if (difference == null) {
      return Cell.missing("not defined for this pair");
    }
    Double lower = row.lower();
    Double upper = row.upper();
    String interval =
        lower == null || upper == null
            ? null
            : Figures.points(lower) + " to " + Figures.points(upper);
    return new Cell(Figures.points(difference), interval, null);
  }

  private static Cell p(@Nullable Double p) {
    return p == null ? Cell.missing("not tested") : Cell.of(Figures.pValue(p));
  }
}
