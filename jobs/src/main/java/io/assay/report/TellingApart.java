package io.assay.report;

import io.assay.eval.ComparisonRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
record TellingApart(
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
  record Pair(
      String first,
      String second,
      Cell difference,
      Cell p,
      Cell adjusted,
      String n,
      String answer) {}

  static TellingApart of(ReportModel model, Estimates estimates) {
    List<ComparisonRow> rows =
        model.comparisons().stream().filter(r -> r.metric().equals(METRIC) && r.n() > 0).toList();
    String best = best(rows, estimates);
    if (best == null) {
      return new TellingApart(
          "", "No two labelers were scored on the same gold.", List.of(), List.of(), "");
    }
    double alpha = 1 - model.decision().bar().confidence();
    List<ComparisonRow> withBest = new ArrayList<>();
    List<ComparisonRow> others = new ArrayList<>();
    for (ComparisonRow row : rows) {
      if (row.labelerA().equals(best)) {
        withBest.add(row);
      } else if (row.labelerB().equals(best)) {
        withBest.add(turned(row));
      } else {
        others.add(row);
      }
    }
    return new TellingApart(
        best,
        sentence(best, withBest, alpha),
        withBest.stream().map(r -> pair(r, alpha)).toList(),
        others.stream().map(r -> pair(r, alpha)).toList(),
        MethodName.of(rows.get(0).method()));
  }

  /** Whether there is a pair to show. */
  boolean any() {
    return !againstBest.isEmpty();
  }

  boolean anyOthers() {
    return !others.isEmpty();
  }

  /** The compared labeler with the highest estimate; the first by name of equals. */
  private static @Nullable String best(List<ComparisonRow> rows, Estimates estimates) {
    Map<String, Double> values = new TreeMap<>();
    for (ComparisonRow row : rows) {
      for (String labeler : List.of(row.labelerA(), row.labelerB())) {
        Double value = estimates.value(labeler, METRIC);
        if (value != null) {
          values.put(labeler, value);
        }
      }
    }
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static ComparisonRow turned(ComparisonRow r) {
    return new ComparisonRow(
        r.labelerB(),
        r.labelerA(),
        r.metric(),
        negated(r.difference()),
        negated(r.upper()),
        negated(r.lower()),
        r.pValue(),
        r.pAdjusted(),
        r.method(),
        r.n());
  }

  private static @Nullable Double negated(@Nullable Double value) {
    return value == null ? null : -value;
  }

  private static String sentence(String best, List<ComparisonRow> withBest, double alpha) {
    List<String> tied =
        withBest.stream()
            .filter(r -> r.pAdjusted() != null && !apart(r, alpha))
            .map(ComparisonRow::labelerB)
            .toList();
    if (tied.isEmpty()) {
      return "%s has the highest estimate, and every labeler that was compared with it can be told from it."
          .formatted(best);
    }
    return "%s has the highest estimate. Cannot be told from it on this gold: %s. That does not make them equal; more gold could still separate them."
        .formatted(best, Prose.list(tied));
  }

  private static boolean apart(ComparisonRow row, double alpha) {
    Double adjusted = row.pAdjusted();
    return adjusted != null && adjusted < alpha;
  }

  private static Pair pair(ComparisonRow row, double alpha) {
    String answer = row.pAdjusted() == null ? "not known" : apart(row, alpha) ? "yes" : "no";
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
