package io.assay.classify;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.OneVsRest;

/** A linear support vector machine a class, each against all other classes. */
final class SvmTrainer implements Trainer {
  private static final int MAX_ITERATIONS = 100;

  @Override
  public List<HyperParameter> parameters() {
    return List.of(HyperParameter.strength("regularization", 3e-4, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4));
  }

  @Override
  public Scores scores() {
    return Scores.MARGINS;
  }

  @Override
  public Transformer fit(TrainingData data, Choice choice) {
    LinearSVC machine =
        new LinearSVC()
            .setStandardization(false)
            .setRegParam(choice.real("regularization"))
            .setMaxIter(MAX_ITERATIONS);
    return new OneVsRest()
        .setClassifier(machine)
        .setFeaturesCol(Encoder.FEATURES)
        .setLabelCol(TrainingData.TARGET)
        .setWeightCol(TrainingData.WEIGHT)
        .fit(data.train());
  }
}
