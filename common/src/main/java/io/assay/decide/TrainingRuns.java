package io.assay.decide;

import java.util.List;

/**
 * How a labeler did when it learned from parts of its labels.
 *
 * @param n labels that it learns from in the run
 * @param runs in the order of their sizes; none when no curve was asked for
 */
public record TrainingRuns(String labeler, long n, List<Run> runs) {

  public TrainingRuns {
    runs = List.copyOf(runs);
  }

  /**
   * One training.
   *
   * @param n labels that it learned from
   * @param replicate which of the nested series of subsets, from 1
   * @param right posts of part tune that it has right; an abstention is not right
   * @param scored posts of part tune
   */
  public record Run(long n, int replicate, long right, long scored) {

    double error() {
      return 1 - (double) right / scored;
    }
  }
}
