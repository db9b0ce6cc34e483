package io.assay.eval;

import io.assay.stats.ClusteredMean;
import io.assay.stats.Estimate;
import java.util.ArrayList;
import java.util.List;

/**
 * Accuracy with a standard error that knows that posts come in groups, as an author's posts are
 * alike; it stands beside the interval that takes them as independent.
 */
public final class Clusters {
  private Clusters() {}

  /**
   * Groups of gold posts of the frame that are alike for a labeler.
   *
   * @param posts gold posts of such a group
   * @param right those that the labeler labels rightly
   * @param n groups
   */
  public record Group(String labeler, long posts, long right, long n) {}

  /** One row a labeler whose gold has a group of two posts or more. */
  public static List<EvaluationRow> of(List<String> labelers, List<Group> groups) {
    List<EvaluationRow> rows = new ArrayList<>();
    for (String labeler : labelers) {
      List<Group> own = groups.stream().filter(g -> g.labeler().equals(labeler)).toList();
      if (own.stream().anyMatch(g -> g.posts() > 1)) {
        EvaluationRows one = new EvaluationRows(labeler);
        one.add(EvaluationRows.GOLD, "accuracy", EvaluationRows.ALL, estimate(own), false);
        rows.addAll(one.list());
      }
    }
    return rows;
  }

  private static Estimate estimate(List<Group> groups) {
    List<Double> scores = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    List<Integer> clusters = new ArrayList<>();
    int cluster = 0;
    for (Group group : groups) {
      for (long i = 0; i < group.n(); i++) {
        scores.addAll(List.of(1.0, 0.0));
        counts.addAll(List.of(group.right(), group.posts() - group.right()));
        clusters.addAll(List.of(cluster, cluster));
        cluster++;
      }
    }
    return ClusteredMean.of(
            scores.stream().mapToDouble(Double::doubleValue).toArray(),
            counts.stream().mapToLong(Long::longValue).toArray(),
            clusters)
        .estimate(LabelerEvaluation.ALPHA)
        .asProbability();
  }
}
