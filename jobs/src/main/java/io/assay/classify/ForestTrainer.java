package io.assay.classify;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.RandomForestClassifier;

/** A random forest on dense features. */
final class ForestTrainer implements Trainer {
  @Override
  public List<HyperParameter> parameters() {
    return List.of(
        HyperParameter.size("depth", 1, 30, 10, 5.0, 10.0),
        HyperParameter.size("trees", 1, 10_000, 100, 100.0));
  }

  /** A tree asks for one feature at a time: of thousands of terms it would see none. */
  @Override
  public boolean takes(Block block) {
    return block.isDense();
  }

  @Override
  public Transformer fit(TrainingData data, Choice choice) {
    return new RandomForestClassifier()
        .setFeaturesCol(Encoder.FEATURES)
        .setLabelCol(TrainingData.TARGET)
        .setWeightCol(TrainingData.WEIGHT)
        .setMaxDepth(choice.whole("depth"))
        .setNumTrees(choice.whole("trees"))
        .setSeed(data.seed())
        .fit(data.train());
  }
}
