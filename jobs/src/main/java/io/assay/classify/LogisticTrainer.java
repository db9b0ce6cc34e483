package io.assay.classify;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;

/**
 * Multinomial logistic regression with an elastic-net penalty on features as they are: scaled to
 * unit variance, a term that few posts have would be penalised as little as one that all have.
 */
final class LogisticTrainer implements Trainer {
  private static final int MAX_ITERATIONS = 300;

  @Override
  public List<HyperParameter> parameters() {
    return List.of(
        HyperParameter.strength("regularization", 3e-4, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5),
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
