package io.assay.labeler;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.classify.Classifier;
import io.assay.classify.Encoder;
import io.assay.classify.LinearScorer;
import io.assay.classify.Occlusion;
import io.assay.classify.TrainingData;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF5;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A classifier of MLlib on any mix of features, with the hyper-parameters that are right most often
 * on part tune.
 */
final class ClassifierLabeler implements Labeler {

  @Override
  public String kind() {
    return "classifier";
  }

  @Override
  public Class<ClassifierSettings> settings() {
    return ClassifierSettings.class;
  }

  @Override
  public String sentence() {
    return "labels by a model of MLlib that learned from embedding, hashtags, words or other features";
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public void learn(Lesson lesson) throws NotTrained {
    ClassifierSettings settings = (ClassifierSettings) lesson.spec().settings();
    ClassifierLesson taken = ClassifierLesson.of(lesson, settings);
    Dataset<Row> train = taken.train().cache();
    Encoder encoder =
        Encoder.fit(train, settings.features(), settings.limits())
            .orElseThrow(() -> nothingKnown(settings));
    Dataset<Row> encodedTrain = encoded(encoder, train).cache();
    Dataset<Row> encodedTune = encoded(encoder, taken.tune()).cache();
    TrainingData data =
        new TrainingData(
            encodedTrain,
            encodedTune,
            taken.labels().size(),
            encoder.size(),
            lesson.task().sample().seed());
    Classifier learned =
        Classifier.fit(settings.algorithm(), settings.parameters(), settings.search(), data);
    new ClassifierFolder(lesson.folder(), lesson.files())
        .save(
            encoder.with(learned.model(), train),
            ClassifierCard.of(settings, taken, encoder, learned));
    Stream.of(train, encodedTrain, encodedTune).forEach(Dataset::unpersist);
  }

  private static NotTrained nothingKnown(ClassifierSettings settings) {
    return new NotTrained(
        "no hashtag or word stands in %d posts of part train".formatted(settings.minPosts()));
  }

  private static Dataset<Row> encoded(Encoder encoder, Dataset<Row> posts) {
    return encoder
        .pipeline()
        .transform(posts)
        .select(Encoder.FEATURES, TrainingData.TARGET, TrainingData.WEIGHT);
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    ClassifierFolder folder = new ClassifierFolder(application.folder(), application.files());
    ClassifierSettings settings = application.settings(ClassifierSettings.class);
    ClassifierDecoder decoder = folder.decoder(settings.algorithm());
    PipelineModel pipeline = folder.pipeline();
    return LinearScorer.of(pipeline)
        .map(scorer -> new LinearLabeling(scorer, settings, decoder, application.vectors()))
        .map(labeling -> labeling.label(posts, column))
        .orElseGet(() -> label(posts, column, pipeline, settings, decoder));
  }

  /** Stage by stage, as plain Spark does it. */
  static Dataset<Row> label(
      Dataset<Row> posts,
      String column,
      PipelineModel pipeline,
      ClassifierSettings settings,
      ClassifierDecoder decoder) {
    Column outcome =
        (settings.explain()
                ? explained(posts.sparkSession(), pipeline, settings, decoder)
                : decoded(settings, decoder))
            .as(column);
    Column[] kept =
        Stream.concat(
                Arrays.stream(posts.columns()).map(name -> col("`" + name + "`")),
                Stream.of(outcome))
            .toArray(Column[]::new);
    return pipeline.transform(ClassifierInput.add(posts, settings)).select(kept);
  }

  private static Column decoded(ClassifierSettings settings, ClassifierDecoder decoder) {
    UDF2<Vector, Vector, Row> decode =
        (features, scores) -> Outcomes.row(decoder.outcome(features, scores, best -> null));
    return udf(decode, Outcomes.TYPE).apply(features(), scores(settings));
  }

  private static Column explained(
      SparkSession session,
      PipelineModel pipeline,
      ClassifierSettings settings,
      ClassifierDecoder decoder) {
    Broadcast<Occlusion> occlusion =
        JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(Occlusion.of(pipeline));
    UDF5<Vector, Vector, String, Seq<String>, Seq<Float>, Row> decode =
        (features, scores, text, tags, vector) -> {
          LinearScorer.Post post =
              ClassifierInput.of(
                  settings, text, CollectionConverters.asJava(tags), Outcomes.floats(vector));
          return Outcomes.row(
              decoder.outcome(
                  features,
                  scores,
                  best -> Evidence.of(occlusion.value().heaviest(post, best, Evidence.MOST))));
        };
    Column vector =
        settings.needsEmbedding() ? col(PostColumns.VECTOR) : array().cast("array<float>");
    return udf(decode, Outcomes.TYPE)
        .apply(features(), scores(settings), col(PostColumns.TEXT), col(PostColumns.TAGS), vector);
  }

  private static Column features() {
    return col(Encoder.FEATURES);
  }

  private static Column scores(ClassifierSettings settings) {
    return col(settings.algorithm().scoreColumn());
  }
}
