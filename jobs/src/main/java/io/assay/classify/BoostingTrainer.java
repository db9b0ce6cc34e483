package io.assay.classify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.classification.ClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;

/**
 * Gradient-boosted trees on dense features, a model a class against all other classes. A model
 * takes no further tree once the last ones have not made part tune likelier.
 */
final class BoostingTrainer implements Trainer {
  private static final String IS_TUNE = "is_tune";
  private static final String IS_CLASS = "is_class";
  private static final double STEP = 0.1;
  private static final double SHARE_OF_POSTS = 0.8;

  @Override
  public List<HyperParameter> parameters() {
    return List.of(
        HyperParameter.size("depth", 1, 30, 3, 3.0, 5.0),
        HyperParameter.size("trees", 1, 10_000, 60, 60.0));
  }

  /** As for a forest. */
  @Override
  public boolean takes(Block block) {
    return block.isDense();
  }

  @Override
  public Scores scores() {
    return Scores.MARGINS;
  }

  /** Not OneVsRest, since that hides the column which tells tune from train. */
  @Override
  public Transformer fit(TrainingData data, Choice choice) {
    Dataset<Row> posts = needed(data.train(), false).union(needed(data.tune(), true)).cache();
    GBTClassifier boosting = boosting(choice, data.seed());
    if (!data.tune().isEmpty()) {
      boosting.setValidationIndicatorCol(IS_TUNE);
    }
    ClassificationModel<?, ?>[] models =
        IntStream.range(0, data.classes())
            .mapToObj(c -> boosting.fit(posts.withColumn(IS_CLASS, isClass(c))))
            .toArray(ClassificationModel[]::new);
    posts.unpersist();
    OneVsRestModel model = new OneVsRestModel(boosting.uid(), classes(data), models);
    model.set("classifier", boosting);
    return model.setFeaturesCol(Encoder.FEATURES);
  }

  private static GBTClassifier boosting(Choice choice, long seed) {
    return new GBTClassifier()
        .setFeaturesCol(Encoder.FEATURES)
        .setLabelCol(IS_CLASS)
        .setWeightCol(TrainingData.WEIGHT)
        .setMaxDepth(choice.whole("depth"))
        .setMaxIter(choice.whole("trees"))
        .setStepSize(STEP)
        .setSubsamplingRate(SHARE_OF_POSTS)
        .setFeatureSubsetStrategy("sqrt")
        .setSeed(seed);
  }

  private static Dataset<Row> needed(Dataset<Row> posts, boolean isTune) {
    return posts
        .select(Encoder.FEATURES, TrainingData.TARGET, TrainingData.WEIGHT)
        .withColumn(IS_TUNE, lit(isTune));
  }

  private static Column isClass(int wanted) {
    return col(TrainingData.TARGET).equalTo(wanted).cast("double");
  }

  private static Metadata classes(TrainingData data) {
    return NominalAttribute.defaultAttr()
        .withName(TrainingData.TARGET)
        .withNumValues(data.classes())
        .toMetadata();
  }
}
