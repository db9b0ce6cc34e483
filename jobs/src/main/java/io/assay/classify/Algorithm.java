package io.assay.classify;

import io.assay.classify.Trainer.Scores;
import java.util.List;
import java.util.Map;

/** The algorithms of MLlib that a classifier can use. */
public enum Algorithm {
  LOGISTIC_REGRESSION,
  NAIVE_BAYES,
  LINEAR_SVM,
  RANDOM_FOREST,
  GRADIENT_BOOSTED_TREES,
  MULTILAYER_PERCEPTRON;

  Trainer trainer() {
    return switch (this) {
      case LOGISTIC_REGRESSION -> new LogisticTrainer();
      case NAIVE_BAYES -> new NaiveBayesTrainer();
      case LINEAR_SVM -> new SvmTrainer();
      case RANDOM_FOREST -> new ForestTrainer();
      case GRADIENT_BOOSTED_TREES -> new BoostingTrainer();
      case MULTILAYER_PERCEPTRON -> new PerceptronTrainer();
    };
  }

  /** Whether it can learn from a block. */
  public boolean takes(Block block) {
    return trainer().takes(block);
  }

  /** Whether posts can count more or less in training. */
  public boolean takesWeights() {
    return trainer().takesWeights();
  }

  /** Whether its models give margins, of which a softmax makes probabilities. */
  public boolean givesMargins() {
    return trainer().scores() == Scores.MARGINS;
  }

  /** The column of its models with one number a class; the greatest wins. */
  public String scoreColumn() {
    return trainer().scores().column();
  }

  /**
   * Its hyper-parameters with the values to try.
   *
   * @param given other values than its own, by name
   * @throws IllegalArgumentException if a name is not known or a value out of range
   */
  SearchSpace space(Map<String, List<Double>> given) {
    return new SearchSpace(trainer().parameters(), given);
  }
}
