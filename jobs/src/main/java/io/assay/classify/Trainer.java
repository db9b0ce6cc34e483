package io.assay.classify;

import java.util.List;
import org.apache.spark.ml.Transformer;

/** How one algorithm of MLlib is used: its hyper-parameters and what it takes. */
interface Trainer {
  /** Its table, what matters most first. */
  List<HyperParameter> parameters();

  /**
   * Fits a model that adds {@code prediction} and the column of {@link #scores}.
   *
   * @param choice one value of each of {@link #parameters}
   */
  Transformer fit(TrainingData data, Choice choice);

  /** Whether it can learn from a block. */
  default boolean takes(Block block) {
    return true;
  }

  /** Whether it heeds {@link TrainingData#WEIGHT}. */
  default boolean takesWeights() {
    return true;
  }

  /** What its model says of each class. */
  default Scores scores() {
    return Scores.PROBABILITIES;
  }

  /** What a model says of each class, and in which column. */
  enum Scores {
    PROBABILITIES("probability"),
    /** One score a class, against all other classes: any number, the greatest wins. */
    MARGINS("rawPrediction");

    private final String column;

    Scores(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }
}
