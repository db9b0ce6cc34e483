package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.Within;
import io.assay.label.Outcome;
import io.assay.labeler.ClassifierFeatures.Feature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * MLlib's multinomial logistic regression with an elastic-net penalty on any mix of embedding,
 * hashtags and words, on features scaled to unit variance (without, the optimiser of Spark 4.1.0
 * gives up at its first line search). The strength of the penalty is the one that is right most
 * often on part tune; on equal terms the strongest.
 */
final class ClassifierLabeler implements Labeler {
  private static final String TARGET = "target";
  private static final String PIPELINE = "pipeline";

  /** Known algorithms. */
  enum Algorithm {
    LOGISTIC_REGRESSION
  }

  /**
   * Keys of the task file.
   *
   * @param algorithm default {@code logistic-regression}
   * @param features default all
   * @param elasticNet share of L1 in the penalty, 0 to 1; default 0
   * @param regularization strengths to try
   * @param maxIterations of the optimiser; default 100
   */
  record Settings(
      @Default("logistic-regression") Algorithm algorithm,
      @Default("[embedding, hashtags, words]") List<Feature> features,
      @Default("0") @Within(min = 0, max = 1) double elasticNet,
      @Default("[3, 1, 0.3, 0.1, 0.03]") List<Double> regularization,
      @Default("100") @Within(min = 1, max = 10_000) int maxIterations)
      implements LabelerSettings {

    Settings {
      features = List.copyOf(features);
      regularization = List.copyOf(regularization);
      if (features.isEmpty() || Set.copyOf(features).size() < features.size()) {
        throw new IllegalArgumentException(
            "features needs one or more of embedding, hashtags, words, each once");
      }
      if (regularization.isEmpty() || regularization.stream().anyMatch(r -> !(r >= 0))) {
        throw new IllegalArgumentException(
            "regularization needs one or more strengths of at least 0");
      }
    }

    @Override
    public boolean needsEmbedding() {
      return features.contains(Feature.EMBEDDING);
    }
  }

  @Override
  public String kind() {
    return "classifier";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "logistic regression on embedding, hashtags and words";
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public void learn(Lesson lesson) throws NotTrained {
    Settings settings = (Settings) lesson.spec().settings();
    List<String> labels = lesson.task().labelNames();
    long classes = lesson.train().select(PostColumns.GOLD).distinct().count();
    if (classes < 2) {
      throw new NotTrained(
          "part train has gold of %d labels; a classifier needs 2".formatted(classes));
    }
    ClassifierFeatures features = new ClassifierFeatures(settings.features());
    PipelineModel encoder = features.fit(lesson.train());
    Dataset<Row> train =
        encoder.transform(features.prepare(target(lesson.train(), labels))).cache();
    Dataset<Row> tune = encoder.transform(features.prepare(target(lesson.tune(), labels))).cache();
    LogisticRegressionModel best = best(settings, train, tune);
    Dataset<Row> plain = features.prepare(lesson.train());
    save(ClassifierFeatures.join(encoder, best, plain), lesson.folder());
    train.unpersist();
    tune.unpersist();
  }

  private static LogisticRegressionModel best(
      Settings settings, Dataset<Row> train, Dataset<Row> tune) {
    LogisticRegressionModel best = null;
    long bestRight = -1;
    for (double strength :
        settings.regularization().stream().sorted((a, b) -> Double.compare(b, a)).toList()) {
      LogisticRegressionModel model =
          new LogisticRegression()
              .setFeaturesCol(ClassifierFeatures.COLUMN)
              .setLabelCol(TARGET)
              .setFamily("multinomial")
              .setElasticNetParam(settings.elasticNet())
              .setRegParam(strength)
              .setMaxIter(settings.maxIterations())
              .fit(train);
      long right = model.transform(tune).filter(col("prediction").equalTo(col(TARGET))).count();
      if (best == null || right > bestRight) {
        best = model;
        bestRight = right;
      }
    }
    return java.util.Objects.requireNonNull(best);
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    ClassifierFeatures features =
        new ClassifierFeatures(application.settings(Settings.class).features());
    PipelineModel model = PipelineModel.load(new Path(application.folder(), PIPELINE).toString());
    List<String> labels = application.task().labelNames();
    UDF1<Vector, Row> decode = p -> Outcomes.row(outcome(p, labels));
    Dataset<Row> scored = model.transform(features.prepare(posts));
    return scored
        .withColumn(column, udf(decode, Outcomes.TYPE).apply(col("probability")))
        .drop(ClassifierFeatures.columns())
        .drop("rawPrediction", "probability", "prediction");
  }

  private static Outcome outcome(Vector probability, List<String> labels) {
    int best = probability.argmax();
    double confidence = probability.apply(best);
    if (Double.isNaN(confidence)) {
      return Outcome.failed("the model's score is not a number");
    }
    return Outcome.labelled(labels.get(best), Math.min(1, confidence), null);
  }

  private static Dataset<Row> target(Dataset<Row> posts, List<String> labels) {
    UserDefinedFunction index =
        udf((UDF1<String, Double>) label -> (double) labels.indexOf(label), DataTypes.DoubleType);
    return posts.withColumn(TARGET, index.apply(col(PostColumns.GOLD)));
  }

  private static void save(PipelineModel model, Path folder) {
    try {
      model.write().overwrite().save(new Path(folder, PIPELINE).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
