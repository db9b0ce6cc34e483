package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.assay.classify.Block;
import io.assay.classify.TrainingData;
import io.assay.io.RowDigest;
import io.assay.labeler.ClassifierSettings.ClassWeights;
import io.assay.labeler.Labeler.NotTrained;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * A lesson as a classifier needs it: posts whose vector holds numbers only, targets from 0 over the
 * labels that part train has, weights.
 */
final class ClassifierLesson {
  private final Dataset<Row> train;
  private final Dataset<Row> augmented;
  private final Dataset<Row> tune;
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<String> labels;
  private final ClassifierSettings settings;
  private final long given;

  private ClassifierLesson(Lesson lesson, ClassifierSettings settings) throws NotTrained {
    this.settings = settings;
    Dataset<Row> all = Curriculum.of(lesson, settings);
    given = all.count();
    train = usable(all, settings);
    augmented = usable(settings.augmentation().add(all, lesson.task().sample().seed()), settings);
    for (Row row : train.groupBy(PostColumns.GOLD).count().collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    labels = lesson.task().labelNames().stream().filter(counts::containsKey).toList();
    tune = usable(lesson.tune(), settings).filter(col(PostColumns.GOLD).isInCollection(labels));
  }

  /**
   * Takes a lesson in.
   *
   * @throws NotTrained if part train has fewer than two labels
   */
  static ClassifierLesson of(Lesson lesson, ClassifierSettings settings) throws NotTrained {
    ClassifierLesson taken = new ClassifierLesson(lesson, settings);
    if (taken.labels.size() < 2) {
      throw new NotTrained(
          "part train has %s of %d labels; a classifier needs 2"
                  .formatted(labelsOf(settings), taken.labels.size())
              + (taken.unusable() == 0 ? "" : taken.why()));
    }
    return taken;
  }

  private static String labelsOf(ClassifierSettings settings) {
    return switch (settings.trainOn()) {
      case GOLD, BOTH -> "gold";
      case LLM_LABELS -> "LLM labels";
      case LABELER -> "labels by " + settings.teacher();
    };
  }

  private String why() {
    return " (the vectors of %d posts are not all numbers)".formatted(unusable());
  }

  /** Posts of part train, copies included, with the blocks' columns, target and weight. */
  Dataset<Row> train() {
    return withTarget(augmented);
  }

  /** The same of part tune, without posts of labels that part train lacks. */
  Dataset<Row> tune() {
    return withTarget(tune.withColumn(Curriculum.TRUST, lit(1.0)));
  }

  /** The classes by target: labels of part train in the task's order. */
  List<String> labels() {
    return labels;
  }

  /** Posts of part train by label. */
  Map<String, Long> counts() {
    return counts;
  }

  /** Posts of part train that were left out for their vector. */
  long unusable() {
    return given - posts();
  }

  /** Share of the most frequent label. */
  double majority() {
    return (double) counts.values().stream().mapToLong(n -> n).max().orElse(0) / posts();
  }

  /** Of ids, texts and labels of part train, see {@link RowDigest}. */
  String fingerprint() {
    return RowDigest.of(train, PostColumns.ID, PostColumns.TEXT, PostColumns.GOLD).text();
  }

  private long posts() {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  private Dataset<Row> withTarget(Dataset<Row> posts) {
    Map<String, Double> targets = new HashMap<>();
    Map<String, Double> weights = new HashMap<>();
    for (String label : labels) {
      targets.put(label, (double) labels.indexOf(label));
      weights.put(label, weight(label));
    }
    return posts
        .withColumn(TrainingData.TARGET, ofLabel(targets))
        .withColumn(TrainingData.WEIGHT, ofLabel(weights).multiply(col(Curriculum.TRUST)));
  }

  private static Column ofLabel(Map<String, Double> values) {
    UDF1<String, Double> value = values::get;
    return udf(value, DataTypes.DoubleType).apply(col(PostColumns.GOLD));
  }

  private double weight(String label) {
    return settings.classWeights() == ClassWeights.NONE
        ? 1
        : (double) posts() / labels.size() / counts.getOrDefault(label, 1L);
  }

  private static Dataset<Row> usable(Dataset<Row> posts, ClassifierSettings settings) {
    Dataset<Row> input = ClassifierInput.add(posts, settings);
    return settings.needsEmbedding()
        ? input.filter(isFinite(col(Block.EMBEDDING.column())))
        : input;
  }

  private static Column isFinite(Column vector) {
    UDF1<Vector, Boolean> isFinite = ClassifierDecoder::isFinite;
    return udf(isFinite, DataTypes.BooleanType).apply(vector);
  }
}
