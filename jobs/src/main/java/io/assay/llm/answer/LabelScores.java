package io.assay.llm.answer;

import io.assay.config.LlmEndpoint.PriorCorrection;
import java.util.Arrays;
import java.util.List;

/**
 * Log-probabilities of the answers, and the correction of a model's liking for one of them: the
 * mean over the batch is taken off each (Holtzman et al. 2021, Zhao et al. 2021 take off the score
 * of an empty text instead, which small models do not bear).
 */
final class LabelScores {
  /** In place of an answer that the server gave no probability, so that logarithms are finite. */
  private static final double LEAST = 1e-9;

  private LabelScores() {}

  /**
   * The corrected scores.
   *
   * @param batch one array of log-probabilities a text, in the order of the answers
   */
  static List<double[]> corrected(List<double[]> batch, PriorCorrection correction) {
    if (correction == PriorCorrection.NONE || batch.isEmpty()) {
      return batch;
    }
    double[] mean = new double[batch.get(0).length];
    for (double[] scores : batch) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += scores[i] / batch.size();
      }
    }
    return batch.stream().map(scores -> minus(scores, mean)).toList();
  }

  private static double[] minus(double[] scores, double[] mean) {
    double[] result = scores.clone();
    Arrays.setAll(result, i -> scores[i] - mean[i]);
    return result;
  }

  /** Logarithms that are finite. */
  static double[] log(double[] probabilities) {
    return Arrays.stream(probabilities).map(p -> Math.log(Math.max(p, LEAST))).toArray();
  }

  /** Probabilities that sum to 1. */
  static double[] softmax(double[] scores) {
    double highest = Arrays.stream(scores).max().orElse(0);
    double[] powers = Arrays.stream(scores).map(score -> Math.exp(score - highest)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  /** Where the largest is; the first of equals. */
  static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
