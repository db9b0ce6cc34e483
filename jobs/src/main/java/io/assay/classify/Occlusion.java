package io.assay.classify;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.ClassificationModel;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/**
 * What each feature of a post adds to a score of a model that is no sum over features: how much the
 * score falls when the feature is taken away (occlusion; Zeiler and Fergus, 2014). Features that
 * stand in for each other get little each. It takes one prediction a feature.
 */
public final class Occlusion implements Serializable {
  private final EncodedFeatures features;
  private final Transformer model;

  private Occlusion(EncodedFeatures features, Transformer model) {
    this.features = features;
    this.model = model;
  }

  /** Of the saved pipeline of an {@link Encoder} and a model. */
  public static Occlusion of(PipelineModel pipeline) {
    List<Transformer> stages = Stages.of(pipeline);
    return new Occlusion(EncodedFeatures.of(stages), stages.get(stages.size() - 1));
  }

  /**
   * The features that speak most for a class, the heaviest first; none that speak against it.
   *
   * @param most of them
   */
  public List<Contribution> heaviest(LinearScorer.Post post, int label, int most) {
    double[] values = new double[features.size()];
    Map<Block, Map<String, List<Integer>>> places = new EnumMap<>(Block.class);
    features.each(
        post,
        (block, name, feature, value) -> {
          values[feature] = value;
          places
              .computeIfAbsent(block, absent -> new TreeMap<>())
              .computeIfAbsent(name, absent -> new ArrayList<>())
              .add(feature);
        });
    double whole = score(values, label);
    List<Contribution> found = new ArrayList<>();
    places.forEach(
        (block, byName) ->
            byName.forEach(
                (name, own) ->
                    found.add(
                        new Contribution(
                            block, name, whole - score(without(own, values), label)))));
    return Contribution.heaviest(found, most);
  }

  private static double[] without(List<Integer> features, double[] values) {
    double[] left = values.clone();
    features.forEach(feature -> left[feature] = 0);
    return left;
  }

  /** Its probability, or its margin where the model gives those. */
  @SuppressWarnings("unchecked") // all models of a pipeline read vectors
  private double score(double[] values, int label) {
    Vector vector = Vectors.dense(values);
    if (model instanceof OneVsRestModel rest) {
      return ((ClassificationModel<Vector, ?>) rest.models()[label]).predictRaw(vector).apply(1);
    }
    return ((ProbabilisticClassificationModel<Vector, ?>) model)
        .predictProbability(vector)
        .apply(label);
  }
}
