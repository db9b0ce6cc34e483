package io.assay.classify;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;

/** A perceptron with one hidden layer of sigmoids, or none; fewer iterations restrain it. */
final class PerceptronTrainer implements Trainer {
  @Override
  public List<HyperParameter> parameters() {
    return List.of(
        HyperParameter.size("hidden", 0, 10_000, 16, 16.0, 64.0),
        HyperParameter.size("iterations", 1, 10_000, 50, 25.0, 50.0, 100.0));
  }

  @Override
  public boolean takesWeights() {
    return false;
  }

  @Override
  public Transformer fit(TrainingData data, Choice choice) {
    int hidden = choice.whole("hidden");
    int[] layers =
        hidden == 0
            ? new int[] {data.dimensions(), data.classes()}
            : new int[] {data.dimensions(), hidden, data.classes()};
    return new MultilayerPerceptronClassifier()
        .setFeaturesCol(Encoder.FEATURES)
        .setLabelCol(TrainingData.TARGET)
        .setLayers(layers)
        .setMaxIter(choice.whole("iterations"))
        .setSeed(data.seed())
        .fit(data.train());
  }
}
