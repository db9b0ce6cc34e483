package io.assay.decide;

import io.assay.eval.CountTable;
import java.util.List;

/**
 * What a decision rests on.
 *
 * @param contestants in the task's order
 * @param counts of single labelers and of pairs
 * @param training one a labeler that learns
 */
public record Evidence(
    List<Contestant> contestants, CountTable counts, List<TrainingRuns> training) {

  public Evidence {
    contestants = List.copyOf(contestants);
    training = List.copyOf(training);
  }
}
