package io.assay.classify;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;

/**
 * Multinomial logistic regression with an elastic-net penalty on the features as they are encoded:
 * scaled to unit variance, rare terms would weigh as much as frequent ones.
 */
final class LogisticTrainer implements Trainer {
  private static final int MAX_ITERATIONS = 300;

  @Override
  public List<HyperParameter> parameters() {
    return List.of(
        HyperParameter.strength(
            "regularization", 0.0003, 0.01, 0.003, 0.001, 0.0003, 0.0001, 0.00003),
        HyperParameter.share("elastic_net", 0, 0.0));
  }

  @Override
  public Transformer fit(TrainingData data, Choice choice) {
    return new LogisticRegression()
        .setFeaturesCol(Encoder.FEATURES)
        .setLabelCol(TrainingData.TARGET)
        .setWeightCol(TrainingData.WEIGHT)
        .setFamily("multinomial")
        .setStandardization(false)
        .setRegParam(choice.real("regularization"))
        .setElasticNetParam(choice.real("elastic_net"))
        .setMaxIter(MAX_ITERATIONS)
        .fit(data.train());
  }
}
