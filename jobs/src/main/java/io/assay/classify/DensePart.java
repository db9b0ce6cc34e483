package io.assay.classify;

import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.ElementwiseProduct;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.ml.linalg.Vector;

/** Chosen dimensions, shifted and scaled. */
final class DensePart extends FeaturePart {
  private final int[] chosen;
  private final double[] shift;
  private final double[] scale;

  DensePart(Block block, List<Transformer> stages, int offset) {
    super(block, offset);
    VectorSlicer slicer =
        Stages.one(stages, VectorSlicer.class, any -> any.getInputCol().equals(block.column()));
    chosen = slicer.getIndices();
    shift = new double[chosen.length];
    scale = new double[chosen.length];
    Arrays.fill(scale, 1);
    Stages.find(
            stages,
            StandardScalerModel.class,
            any -> any.getInputCol().equals(slicer.getOutputCol()))
        .ifPresent(standard -> standardise(standard, stages));
  }

  private void standardise(StandardScalerModel standard, List<Transformer> stages) {
    Vector factors =
        Stages.one(
                stages,
                ElementwiseProduct.class,
                any -> any.getInputCol().equals(standard.getOutputCol()))
            .getScalingVec();
    for (int i = 0; i < chosen.length; i++) {
      double deviation = standard.std().apply(i);
      shift[i] = standard.mean().apply(i);
      scale[i] = deviation == 0 ? 0 : factors.apply(i) / deviation;
    }
  }

  @Override
  int size() {
    return chosen.length;
  }

  @Override
  void each(LinearScorer.Post post, EncodedFeatures.Values values) {
    double[] features = features(post);
    for (int i = 0; i < features.length; i++) {
      values.add(block, block.column(), offset + i, features[i]);
    }
  }

  /** By chosen dimension. */
  double[] features(LinearScorer.Post post) {
    double[] numbers = post.numbers(block);
    double[] features = new double[chosen.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = (numbers[chosen[i]] - shift[i]) * scale[i];
    }
    return features;
  }

  @Override
  LinearPart scores(double[][] coefficients) {
    return scoresBy(
        Arrays.stream(coefficients)
            .map(row -> Arrays.copyOfRange(row, offset, offset + chosen.length))
            .toArray(double[][]::new));
  }

  /**
   * Scores.
   *
   * @param weights by class, then chosen dimension
   */
  LinearPart scoresBy(double[][] weights) {
    double[] constants = new double[weights.length];
    double[][] byDimension = new double[weights.length][];
    for (int label = 0; label < weights.length; label++) {
      byDimension[label] = byDimension(weights[label]);
      for (int i = 0; i < chosen.length; i++) {
        constants[label] -= weights[label][i] * scale[i] * shift[i];
      }
    }
    return (post, scores) -> {
      double[] numbers = post.numbers(block);
      for (int label = 0; label < scores.length; label++) {
        double[] row = byDimension[label];
        scores[label] +=
            constants[label] + JavaBLAS.getInstance().ddot(row.length, row, 1, numbers, 1);
      }
      return isKnown(numbers);
    };
  }

  /** Weights of all dimensions up to the last chosen one, with the scale in them. */
  private double[] byDimension(double[] weights) {
    double[] row = new double[Arrays.stream(chosen).max().orElse(-1) + 1];
    for (int i = 0; i < chosen.length; i++) {
      row[chosen[i]] = weights[i] * scale[i];
    }
    return row;
  }

  private boolean isKnown(double[] numbers) {
    for (int i = 0; i < chosen.length; i++) {
      if (numbers[chosen[i]] != shift[i] && scale[i] != 0) {
        return true;
      }
    }
    return false;
  }
}
