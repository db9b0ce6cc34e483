package io.assay.classify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.IDFModel;

/** Terms with their weights, before the block gets length 1. */
final class BagPart extends FeaturePart {
  private final Map<String, Integer> index = new HashMap<>();
  private final String[] terms;
  private final double[] idf;

  BagPart(Block block, List<Transformer> stages, int offset) {
    super(block, offset);
    CountVectorizerModel counts =
        Stages.one(
            stages, CountVectorizerModel.class, any -> any.getInputCol().equals(block.column()));
    terms = counts.vocabulary();
    for (int term = 0; term < terms.length; term++) {
      index.put(terms[term], term);
    }
    idf =
        Stages.one(stages, IDFModel.class, any -> any.getInputCol().equals(counts.getOutputCol()))
            .idf()
            .toArray();
  }

  @Override
  int size() {
    return idf.length;
  }

  @Override
  void each(LinearScorer.Post post, EncodedFeatures.Values values) {
    int[] known =
        post.terms(block).stream()
            .map(index::get)
            .filter(term -> term != null)
            .mapToInt(Integer::intValue)
            .sorted()
            .distinct()
            .toArray();
    double squares = 0;
    for (int term : known) {
      squares += idf[term] * idf[term];
    }
    // A term that stands in every post weighs nothing, and a block may hold no other.
    double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (int term : known) {
      values.add(block, terms[term], offset + term, idf[term] * scale);
    }
  }

  @Override
  LinearPart scores(double[][] coefficients) {
    int labels = coefficients.length;
    // The weights of a term lie side by side: it is looked up once for all classes.
    double[] weights = new double[idf.length * labels];
    for (int term = 0; term < idf.length; term++) {
      for (int label = 0; label < labels; label++) {
        weights[term * labels + label] = coefficients[label][offset + term];
      }
    }
    return (post, scores) -> {
      boolean[] isKnown = {false};
      each(
          post,
          (any, name, feature, value) -> {
            isKnown[0] |= value != 0;
            int from = (feature - offset) * labels;
            for (int label = 0; label < labels; label++) {
              scores[label] += weights[from + label] * value;
            }
          });
      return isKnown[0];
    };
  }
}
