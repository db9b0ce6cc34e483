package io.assay.labeler;

import io.assay.label.Outcome;
import io.assay.stats.TemperatureScaling;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

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

  /** The outcome of a post. */
  Outcome outcome(Vector features, Vector scores) {
    if (!isFinite(features)) {
      return Outcome.failed("a feature is not a number");
    }
    if (features.numNonzeros() == 0) {
      return Outcome.abstained("nothing in the post is known");
    }
    if (!isFinite(scores)) {
      return Outcome.failed("the model's score is not a number");
    }
    int best = scores.argmax();
    return Outcome.labelled(labels.get(best), Math.min(1, probabilities(scores)[best]), null);
  }

  private double[] probabilities(Vector scores) {
    return areMargins
        ? new TemperatureScaling(temperature, 0, 0).probabilities(scores.toArray())
        : scores.toArray();
  }

  /** Whether a vector holds numbers only. */
  static boolean isFinite(Vector vector) {
    double[] values = vector instanceof SparseVector sparse ? sparse.values() : vector.toArray();
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
