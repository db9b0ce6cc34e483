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
    // Four sums at once: a single one has to wait for each addition before the next.
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      first += a[i] * b[i];
    }
    return (first + second) + (third + fourth);
  }

  /** Whether a vector can be compared with others. */
  static boolean isFinite(float[] vector) {
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** What is said of a vector that cannot. */
  static Outcome notFinite() {
    return Outcome.failed("the vector is not all numbers");
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
