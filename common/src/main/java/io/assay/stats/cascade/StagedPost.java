package io.assay.stats.cascade;

/** A post with gold as the stages of a cascade see it. */
public final class StagedPost {
  private final double[] confidence;
  private final boolean[] right;

  /**
   * The post.
   *
   * @param confidence of each stage's label, 0 to 1; {@code NaN} where the stage gives no label
   * @param right whether each stage's label is the people's
   * @throws IllegalArgumentException if they do not speak of the same two or more stages
   */
  public StagedPost(double[] confidence, boolean[] right) {
    if (confidence.length != right.length || right.length < 2) {
      throw new IllegalArgumentException(
          "%d confidences and %d stages; a cascade has 2 or more"
              .formatted(confidence.length, right.length));
    }
    this.confidence = confidence.clone();
    this.right = right.clone();
  }

  double confidence(int stage) {
    return confidence[stage];
  }

  int stages() {
    return right.length;
  }

  /** The stage whose label counts: the first that is sure enough, else the last. */
  int stage(double[] thresholds) {
    for (int s = 0; s < thresholds.length; s++) {
      if (confidence[s] >= thresholds[s]) {
        return s;
      }
    }
    return thresholds.length;
  }

  boolean isRight(double[] thresholds) {
    return right[stage(thresholds)];
  }
}
