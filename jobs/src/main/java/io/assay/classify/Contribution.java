package io.assay.classify;

import java.util.Comparator;
import java.util.List;

/**
 * What a feature of a post adds to the score of a class.
 *
 * @param feature a term, or the name of a dense block, all of it
 */
public record Contribution(Block block, String feature, double weight) {

  /** Those that speak for the class, the heaviest first, at most so many. */
  static List<Contribution> heaviest(List<Contribution> all, int most) {
    return all.stream()
        .filter(one -> one.weight() > 0)
        .sorted(
            Comparator.comparingDouble(Contribution::weight)
                .reversed()
                .thenComparing(Contribution::feature))
        .limit(most)
        .toList();
  }
}
