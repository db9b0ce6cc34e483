package io.assay.job;

import static org.apache.spark.sql.functions.col;

import io.assay.io.Table;
import io.assay.labeler.PostColumns;
import io.assay.sample.Part;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Posts as labelers see them: with hashtag keys, and with vectors if one of them needs any. */
final class LearningPosts {
  private static final long ROWS_A_PARTITION = 50_000;

  private LearningPosts() {}

  /** All posts, with the columns of {@link PostColumns} but gold, and the vectors of the task. */
  static Dataset<Row> all(JobContext context) {
    Vectors vectors = new Vectors(context, context.task().embedders());
    return vectors.computed(vectors.stored(posts(context)));
  }

  /** All posts with ids, texts and hashtags alone. */
  static Dataset<Row> posts(JobContext context) {
    return PostColumns.withTags(
        context.tables().read(Table.POSTS).select(PostColumns.ID, PostColumns.TEXT, "text_hash"));
  }

  /**
   * Posts of a part with gold, sorted by id in a number of partitions that depends on their number
   * alone, so that a model learns the same on one core and on a cluster.
   */
  static Dataset<Row> labelled(JobContext context, Part part) {
    Dataset<Row> gold = Gold.resolved(context).withColumnRenamed("label", PostColumns.GOLD);
    return sorted(in(context, part).join(gold, PostColumns.ID));
  }

  /** Posts of part train that an LLM labelled, with its label in the place of gold; sorted too. */
  static Dataset<Row> labelledBy(JobContext context, String llm) {
    Dataset<Row> labels =
        context
            .tables()
            .read(Table.LLM_LABELS)
            .filter(col("labeler").equalTo(llm).and(col("status").equalTo("labelled")))
            .select(col("post_id").as(PostColumns.ID), col("label").as(PostColumns.GOLD));
    return sorted(in(context, Part.TRAIN).join(labels, PostColumns.ID));
  }

  /** Posts outside part test whose gold nobody learns from, without it. */
  static Dataset<Row> unlabelled(JobContext context) {
    String[] id = {PostColumns.ID};
    Dataset<Row> gold = context.tables().read(Table.GOLD).select(PostColumns.ID);
    return in(context, Part.TRAIN)
        .join(gold, id, "left_anti")
        .unionByName(in(context, Part.TUNE))
        .unionByName(in(context, Part.CALIBRATE));
  }

  /** All posts of a part. */
  static Dataset<Row> in(JobContext context, Part part) {
    Dataset<Row> parts =
        context
            .tables()
            .read(Table.SPLITS)
            .filter(col("part").equalTo(part.key()))
            .select(PostColumns.ID);
    return all(context).join(parts, PostColumns.ID);
  }

  /** In an order and in partitions that depend on nothing but the posts. */
  static Dataset<Row> sorted(Dataset<Row> posts) {
    Dataset<Row> kept = posts.cache();
    int partitions = (int) (1 + kept.count() / ROWS_A_PARTITION);
    return kept.repartition(partitions, col(PostColumns.ID)).sortWithinPartitions(PostColumns.ID);
  }
}
