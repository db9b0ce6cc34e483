package io.assay.label;

import java.util.List;

/**
 * Similarities of a post to labels, as an outcome. Vectors have length 1, so cosine is a product.
 */
public final class Similarities {
  private Similarities() {}

  /**
   * The cosine of two vectors of length 1.
   *
   * @throws IllegalArgumentException if they differ in dimensions
   */
  public static float cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "vectors of %d and %d dimensions".formatted(a.length, b.length));
    }
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * The label with the largest score; of equal scores the first. Its confidence is its share of the
   * scores.
   *
   * @param scores one a label, at least 0
   * @return abstained if no score is above 0
   */
  public static Outcome largest(List<String> labels, double[] scores, String evidence) {
    int best = 0;
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += scores[i];
      best = scores[i] > scores[best] ? i : best;
    }
    return sum > 0
        ? Outcome.labelled(labels.get(best), Math.min(1, scores[best] / sum), evidence)
        : Outcome.abstained(evidence);
  }
}
