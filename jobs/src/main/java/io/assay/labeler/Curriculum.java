package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;

import io.assay.labeler.ClassifierSettings.TrainOn;
import io.assay.labeler.Labeler.NotTrained;
import io.assay.sample.RandomNumber;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Which posts of part train a classifier learns from, and how far each is trusted. */
final class Curriculum {
  /** Double: how much a post counts for who labelled it. */
  static final String TRUST = "trust";

  private static final long POSTS_A_PARTITION = 50_000;
  private static final String NUMBER = "per_label_number";

  private Curriculum() {}

  /**
   * Posts with {@link PostColumns#GOLD}, be it people's, an LLM's or another labeler's label, and
   * {@link #TRUST}.
   *
   * @throws NotTrained if an LLM's labels are wanted of which there are none
   */
  static Dataset<Row> of(Lesson lesson, ClassifierSettings settings) throws NotTrained {
    if (settings.trainOn() == TrainOn.LABELER) {
      return few(labelledBy(settings.teacher(), lesson), lesson, settings);
    }
    if (settings.trainOn() == TrainOn.LLM_LABELS) {
      return few(taught(lesson, settings).withColumn(TRUST, lit(1.0)), lesson, settings);
    }
    Dataset<Row> gold = few(lesson.train().withColumn(TRUST, lit(1.0)), lesson, settings);
    return settings.trainOn() == TrainOn.BOTH
        ? gold.unionByName(more(gold, lesson, settings))
        : gold;
  }

  /** Posts that an LLM labelled and that are not learned from with gold. */
  private static Dataset<Row> more(Dataset<Row> gold, Lesson lesson, ClassifierSettings settings)
      throws NotTrained {
    String[] id = {PostColumns.ID};
    Dataset<Row> more =
        taught(lesson, settings)
            .join(gold.select(PostColumns.ID), id, "left_anti")
            .withColumn(TRUST, lit(settings.llmWeight()));
    if (more.isEmpty()) {
      lesson.note().accept("Every post that the LLM labelled has gold, so its labels add nothing.");
    }
    return more;
  }

  /**
   * All posts that nobody is scored on, parameters are chosen by or thresholds are set on, with
   * another labeler's label in the place of gold.
   */
  private static Dataset<Row> labelledBy(String teacher, Lesson lesson) throws NotTrained {
    String[] id = {PostColumns.ID};
    Dataset<Row> unseen = lesson.tune().unionByName(lesson.calibrate()).select(PostColumns.ID);
    Dataset<Row> labelled =
        lesson
            .train()
            .drop(PostColumns.GOLD)
            .unionByName(lesson.unlabelled().join(unseen, id, "left_anti"))
            .withColumn(
                PostColumns.GOLD,
                col(PostColumns.outcome(lesson.task(), teacher)).getField("label"))
            .filter(col(PostColumns.GOLD).isNotNull())
            .withColumn(TRUST, lit(1.0))
            .cache();
    long posts = labelled.count();
    if (posts == 0) {
      throw new NotTrained("%s labels no post of part train".formatted(teacher));
    }
    int partitions = (int) (1 + posts / POSTS_A_PARTITION);
    return labelled
        .repartition(partitions, col(PostColumns.ID))
        .sortWithinPartitions(PostColumns.ID);
  }

  private static Dataset<Row> taught(Lesson lesson, ClassifierSettings settings) throws NotTrained {
    @Nullable String llm = settings.taughtBy(lesson.task().referenceLlm());
    if (llm == null) {
      throw new NotTrained("it learns from an LLM's labels; name that labeler as llm");
    }
    Dataset<Row> taught = lesson.labelledBy().apply(llm);
    if (taught.isEmpty()) {
      throw new NotTrained(
          "%s has labelled no post of part train; ask for some with sample.llm_train"
              .formatted(llm));
    }
    return taught;
  }

  /** Of each label the posts with the smallest random numbers, if only some are wanted. */
  private static Dataset<Row> few(Dataset<Row> posts, Lesson lesson, ClassifierSettings settings) {
    Integer most = settings.trainPerLabel();
    if (most == null) {
      return posts;
    }
    String salt = "few:" + lesson.task().sample().seed();
    UDF1<String, Double> number = id -> RandomNumber.of(salt, id);
    var smallest =
        Window.partitionBy(PostColumns.GOLD)
            .orderBy(
                udf(number, DataTypes.DoubleType).apply(col(PostColumns.ID)), col(PostColumns.ID));
    // In one order on every machine: what is learned may depend on it.
    return posts
        .withColumn(NUMBER, row_number().over(smallest))
        .filter(col(NUMBER).leq(most))
        .drop(NUMBER)
        .repartition(1)
        .sortWithinPartitions(PostColumns.ID);
  }
}
