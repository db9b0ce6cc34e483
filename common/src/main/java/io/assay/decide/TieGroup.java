package io.assay.decide;

import io.assay.decide.Decision.Best;
import io.assay.eval.Comparisons;
import io.assay.stats.Floors;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most accurate tool by its estimate on gold and those that the paired tests cannot tell from
 * it: McNemar's mid-p on the posts that both were scored on, adjusted by Holm's method over all
 * pairs of the run, as in table {@code comparison}.
 */
final class TieGroup {
  private TieGroup() {}

  /** Null where no tool is scored on 15 gold posts. */
  static @Nullable Best of(Evidence evidence, double alpha) {
    Contestant best =
        evidence.contestants().stream()
            .filter(c -> c.gold() >= Floors.GOLD_FOR_INTERVAL)
            .max(Comparator.comparingDouble(TieGroup::accuracy))
            .orElse(null);
    if (best == null) {
      return null;
    }
    List<String> names = evidence.contestants().stream().map(Contestant::labeler).toList();
    List<String> tied =
        Comparisons.ofAccuracy(names, evidence.counts()).stream()
            .filter(row -> row.isOf(best.labeler()) && row.n() > 0)
            .filter(row -> !row.isSignificant(alpha))
            .map(row -> row.other(best.labeler()))
            .toList();
    return new Best(best.labeler(), accuracy(best), tied);
  }

  private static double accuracy(Contestant c) {
    return (double) c.right() / c.gold();
  }
}
