package io.assay.classify;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.NaiveBayes;

/** Naive Bayes on bags of terms: multinomial, or its complement (Rennie et al. 2003). */
final class NaiveBayesTrainer implements Trainer {
  @Override
  public List<HyperParameter> parameters() {
    return List.of(
        new HyperParameter(
            "smoothing",
            1,
            List.of(3.0, 1.0, 0.3, 0.1),
            1e-6,
            1e6,
            HyperParameter.Kind.REAL,
            HyperParameter.Restrains.HIGH),
        HyperParameter.size("complement", 0, 1, 0, 0.0, 1.0));
  }

  /** Terms are counted, and a count is not below 0. */
  @Override
  public boolean takes(Block block) {
    return !block.isDense();
  }

  @Override
  public Transformer fit(TrainingData data, Choice choice) {
    return new NaiveBayes()
        .setFeaturesCol(Encoder.FEATURES)
        .setLabelCol(TrainingData.TARGET)
        .setWeightCol(TrainingData.WEIGHT)
        .setModelType(choice.whole("complement") == 1 ? "complement" : "multinomial")
        .setSmoothing(choice.real("smoothing"))
        .fit(data.train());
  }
}
