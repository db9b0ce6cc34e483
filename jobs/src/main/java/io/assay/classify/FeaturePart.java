package io.assay.classify;

import java.io.Serializable;

/** A block's place among the features. */
abstract class FeaturePart implements Serializable {
  final Block block;
  final int offset;

  FeaturePart(Block block, int offset) {
    this.block = block;
    this.offset = offset;
  }

  abstract int size();

  abstract void each(LinearScorer.Post post, EncodedFeatures.Values values);

  /**
   * What it adds to the scores of a model.
   *
   * @param coefficients by class, then feature
   */
  abstract LinearPart scores(double[][] coefficients);
}
