package io.assay.classify;

import java.util.Arrays;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;

/** Sums of chosen dimensions. */
final class ComponentsPart extends FeaturePart {
  private final DensePart dense;

  /** By dimension, then component. */
  private final DenseMatrix components;

  ComponentsPart(DensePart dense, PCAModel model) {
    super(dense.block, dense.offset);
    this.dense = dense;
    this.components = model.pc();
  }

  @Override
  int size() {
    return components.numCols();
  }

  @Override
  void each(LinearScorer.Post post, EncodedFeatures.Values values) {
    Vector sums = components.transpose().multiply(new DenseVector(dense.features(post)));
    for (int component = 0; component < size(); component++) {
      values.add(block, block.column(), offset + component, sums.apply(component));
    }
  }

  @Override
  LinearPart scores(double[][] coefficients) {
    return dense.scoresBy(
        Arrays.stream(coefficients)
            .map(row -> Arrays.copyOfRange(row, offset, offset + size()))
            .map(weights -> components.multiply(new DenseVector(weights)).toArray())
            .toArray(double[][]::new));
  }
}
