package io.assay.label;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * Labels a post by the description that it is most similar to: zero-shot, nothing is learned from
 * gold. A label may have several descriptions; its most similar one counts.
 */
public final class Prototypes implements Serializable {
  /** Cosines of sentence vectors lie close together; this spreads them before the softmax. */
  private static final double SHARPNESS = 20;

  private final List<String> labels;
  private final float[][][] descriptions;
  private final double minSimilarity;

  /**
   * The descriptions of labels.
   *
   * @param descriptions by label, then description: a vector of length 1
   * @param minSimilarity cosine below which it abstains, -1 to 1
   */
  public Prototypes(List<String> labels, float[][][] descriptions, double minSimilarity) {
    if (labels.size() != descriptions.length) {
      throw new IllegalArgumentException(
          "%d labels, descriptions of %d".formatted(labels.size(), descriptions.length));
    }
    this.labels = List.copyOf(labels);
    this.descriptions = descriptions.clone();
    this.minSimilarity = minSimilarity;
  }

  /** What the similarities of a post's vector say; failed if it is not all numbers. */
  public Outcome label(float[] vector) {
    if (!Similarities.isFinite(vector)) {
      return Similarities.notFinite();
    }
    double[] scores = new double[labels.size()];
    double largest = -1;
    for (int i = 0; i < scores.length; i++) {
      double similarity = -1;
      for (float[] description : descriptions[i]) {
        similarity = Math.max(similarity, Similarities.cosine(vector, description));
      }
      scores[i] = Math.exp(SHARPNESS * similarity);
      largest = Math.max(largest, similarity);
    }
    String evidence = String.format(Locale.ROOT, "similarity %.3f", largest);
    return largest < minSimilarity
        ? Outcome.abstained(evidence)
        : Similarities.largest(labels, scores, evidence);
  }
}
