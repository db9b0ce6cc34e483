package io.assay.labeler;

import io.assay.label.Outcome;
import io.assay.stats.Finite;
import io.assay.stats.calibration.TemperatureScaling;
import java.io.Serializable;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model's scores of one post mean. A post of which no feature is known is not labelled: the
 * model would only say which label is frequent.
 *
 * @param labels by class
 * @param areMargins whether the scores are margins, of which the softmax at {@code temperature}
 *     makes probabilities (Guo et al. 2017), and not probabilities already
 */
record ClassifierDecoder(List<String> labels, boolean areMargins, double temperature)
    implements Serializable {

  /**
   * The outcome of a post.
   *
   * @param why from the class that wins to the evidence for it
   */
  Outcome outcome(Vector features, Vector scores, IntFunction<@Nullable String> why) {
    return outcome(isFinite(features), features.numNonzeros() > 0, scores.toArray(), why);
  }

  /**
   * The outcome of a post.
   *
   * @param isFinite whether all its features are numbers
   * @param isKnown whether it has a feature other than 0
   * @param why from the class that wins to the evidence for it
   */
  Outcome outcome(
      boolean isFinite, boolean isKnown, double[] scores, IntFunction<@Nullable String> why) {
    if (!isFinite) {
      return Outcome.failed("a feature is not a number");
    }
    if (!isKnown) {
      return Outcome.abstained("nothing in the post is known");
    }
    if (!Finite.all(scores)) {
      return Outcome.failed("the model's score is not a number");
    }
    int best = Vectors.dense(scores).argmax();
    double confidence = Math.min(1, probabilities(scores)[best]);
    return Outcome.labelled(labels.get(best), confidence, why.apply(best));
  }

  private double[] probabilities(double[] scores) {
    return areMargins ? new TemperatureScaling(temperature, 0, 0).probabilities(scores) : scores;
  }

  /** Whether a vector holds numbers only. */
  static boolean isFinite(Vector vector) {
    double[] values = vector instanceof SparseVector sparse ? sparse.values() : vector.toArray();
    return Finite.all(values);
  }
}
