package io.assay.classify;

import io.assay.stats.Finite;
import io.assay.stats.calibration.TemperatureScaling;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.NaiveBayesModel;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.linalg.Matrix;

/**
 * A saved pipeline of an {@link Encoder} and a linear model as one function of a post. It gives the
 * pipeline's own scores without a column a stage, which is many times as fast, and can say what
 * each feature adds to them.
 */
public final class LinearScorer implements Serializable {
  private static final String MULTINOMIAL = "multinomial";
  private static final TemperatureScaling SOFTMAX = new TemperatureScaling(1, 0, 0);

  private final EncodedFeatures features;

  /** By class, then feature. */
  private final double[][] coefficients;

  private final List<LinearPart> parts;
  private final double[] intercepts;
  private final boolean areMargins;

  private LinearScorer(
      EncodedFeatures features, double[][] coefficients, double[] intercepts, boolean areMargins) {
    this.features = features;
    this.coefficients = coefficients;
    this.parts = features.scores(coefficients);
    this.intercepts = intercepts;
    this.areMargins = areMargins;
  }

  /** The blocks of one post. */
  public interface Post {
    /** Terms of a bag; those that stand in it several times count once. */
    List<String> terms(Block bag);

    /** Numbers of a dense block. */
    double[] numbers(Block dense);
  }

  /** What the model says of a post. */
  public static final class Scores {
    private final double[] values;
    private final boolean isFinite;
    private final boolean isKnown;

    Scores(double[] values, boolean isFinite, boolean isKnown) {
      this.values = values;
      this.isFinite = isFinite;
      this.isKnown = isKnown;
    }

    /** One a class: probabilities, or margins if the model gives those. */
    public double[] values() {
      return values;
    }

    /** Whether all of the post's numbers are numbers. */
    public boolean isFinite() {
      return isFinite;
    }

    /** Whether the post has a feature other than 0. */
    public boolean isKnown() {
      return isKnown;
    }
  }

  /** Empty if the model is not linear. */
  public static Optional<LinearScorer> of(PipelineModel pipeline) {
    List<Transformer> stages = Stages.of(pipeline);
    Transformer model = stages.get(stages.size() - 1);
    if (model instanceof LogisticRegressionModel logistic) {
      return Optional.of(
          new LinearScorer(
              EncodedFeatures.of(stages),
              rows(logistic.coefficientMatrix()),
              logistic.interceptVector().toArray(),
              false));
    }
    // The log of a product of powers is a sum over features.
    if (model instanceof NaiveBayesModel bayes) {
      double[][] rows = rows(bayes.theta());
      // The complement's has no prior.
      double[] priors =
          bayes.getModelType().equals(MULTINOMIAL) ? bayes.pi().toArray() : new double[rows.length];
      return Optional.of(new LinearScorer(EncodedFeatures.of(stages), rows, priors, false));
    }
    if (model instanceof OneVsRestModel rest
        && Arrays.stream(rest.models()).allMatch(one -> one instanceof LinearSVCModel)) {
      List<LinearSVCModel> machines =
          Arrays.stream(rest.models()).map(LinearSVCModel.class::cast).toList();
      return Optional.of(
          new LinearScorer(
              EncodedFeatures.of(stages),
              machines.stream().map(one -> one.coefficients().toArray()).toArray(double[][]::new),
              machines.stream().mapToDouble(LinearSVCModel::intercept).toArray(),
              true));
    }
    return Optional.empty();
  }

  private static double[][] rows(Matrix matrix) {
    double[][] rows = new double[matrix.numRows()][matrix.numCols()];
    for (int row = 0; row < rows.length; row++) {
      int at = row;
      Arrays.setAll(rows[row], column -> matrix.apply(at, column));
    }
    return rows;
  }

  /** The scores of a post. */
  public Scores score(Post post) {
    double[] sums = intercepts.clone();
    boolean isKnown = false;
    for (LinearPart part : parts) {
      isKnown |= part.add(post, sums);
    }
    // A number that is none makes each sum one that is none.
    boolean isFinite = Finite.all(sums);
    return new Scores(areMargins ? sums : SOFTMAX.probabilities(sums), isFinite, isKnown);
  }

  /**
   * The features that speak most for a class, the heaviest first; none that speak against it.
   *
   * @param most of them
   */
  public List<Contribution> heaviest(Post post, int label, int most) {
    Map<Block, Map<String, Double>> weights = new EnumMap<>(Block.class);
    features.each(
        post,
        (block, name, feature, value) ->
            weights
                .computeIfAbsent(block, absent -> new HashMap<>())
                .merge(name, value * overMean(feature, label), Double::sum));
    List<Contribution> found = new ArrayList<>();
    weights.forEach(
        (block, byName) ->
            byName.forEach((name, weight) -> found.add(new Contribution(block, name, weight))));
    return Contribution.heaviest(found, most);
  }

  /** Over its mean over all classes. */
  private double overMean(int feature, int label) {
    double sum = 0;
    for (double[] byFeature : coefficients) {
      sum += byFeature[feature];
    }
    return coefficients[label][feature] - sum / coefficients.length;
  }
}
