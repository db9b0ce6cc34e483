package io.assay.classify;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;

/**
 * Multinomial logistic regression with an elastic-net penalty on features scaled to unit variance:
 * without, the optimiser of Spark 4.1.0 gives up at its first line search on some data, and what is
 * left is the most frequent label.
 */
final class LogisticTrainer implements Trainer {
  private static final int MAX_ITERATIONS = 300;

  @Override
  public List<HyperParameter> parameters() {
    return List.of(
        HyperParameter.strength("regularization", 0.3, 3.0, 1.0, 0.3, 0.1, 0.03),
        HyperParameter.share("elastic_net", 0, 0.0));
  }

  @Override
  public Transformer fit(TrainingData data, Choice choice) {
    return new LogisticRegression()
        .setFeaturesCol(Encoder.FEATURES)
        .setLabelCol(TrainingData.TARGET)
        .setWeightCol(TrainingData.WEIGHT)
        .setFamily("multinomial")
        .setStandardization(true)
        .setRegParam(choice.real("regularization"))
        .setElasticNetParam(choice.real("elastic_net"))
        .setMaxIter(MAX_ITERATIONS)
        .fit(data.train());
  }
}
