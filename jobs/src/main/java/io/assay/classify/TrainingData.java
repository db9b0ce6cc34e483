package io.assay.classify;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Encoded posts to learn from, and others to choose with.
 *
 * @param train with the columns {@link Encoder#FEATURES}, {@link #TARGET} and {@link #WEIGHT}
 * @param tune the same columns; may be empty
 * @param classes targets are 0 to this, all of them in {@code train}
 * @param dimensions of the features
 * @param seed of what is random
 */
public record TrainingData(
    Dataset<Row> train, Dataset<Row> tune, int classes, int dimensions, long seed) {
  /** Double: the class as a whole number from 0. */
  public static final String TARGET = "target";

  /** Double: how much a post counts in training, more than 0. */
  public static final String WEIGHT = "weight";
}
