package io.assay.classify;

import java.io.Serializable;

/** What a block adds to the scores of a linear model. */
@FunctionalInterface
interface LinearPart extends Serializable {

  /**
   * Adds to the scores of a post.
   *
   * @param scores one a class
   * @return whether the block has a feature other than 0
   */
  boolean add(LinearScorer.Post post, double[] scores);
}
