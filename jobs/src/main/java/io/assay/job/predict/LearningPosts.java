package io.assay.job.predict;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.assay.io.Table;
import io.assay.job.ingest.Gold;
import io.assay.job.run.JobContext;
import io.assay.labeler.PostColumns;
import io.assay.sample.Part;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Posts as labelers see them: with hashtag keys, and with vectors if one of them needs any. */
final class LearningPosts {
  private static final long ROWS_A_PARTITION = 50_000;

  /** Column of the part's key. */
  static final String PART = "part";

  private LearningPosts() {}

  /** All posts, with the columns of {@link PostColumns} but gold, and the vectors of the task. */
  static Dataset<Row> all(JobContext context) {
    return seen(context, texts(context));
  }

  /** All posts with ids, texts and hashtags alone. */
  static Dataset<Row> posts(JobContext context) {
    return PostColumns.withTags(texts(context));
  }

  /** Columns {@code post_id, text, text_hash} of all posts. */
  static Dataset<Row> texts(JobContext context) {
    return texts(context.tables().read(Table.POSTS));
  }

  /** The same of posts in some files of the table. */
  static Dataset<Row> texts(JobContext context, List<String> files) {
    return texts(context.tables().read(Table.POSTS, files));
  }

  private static Dataset<Row> texts(Dataset<Row> posts) {
    return posts.select(PostColumns.ID, PostColumns.TEXT, "text_hash");
  }

  /** Posts with gold of some parts: the columns of {@link #texts}, gold and {@link #PART}. */
  static Dataset<Row> labelled(JobContext context, Part... parts) {
    return labelled(context, Gold.resolved(context), parts);
  }

  /** Posts of part train that an LLM labelled, with its label in the place of gold; sorted. */
  static Dataset<Row> labelledBy(JobContext context, String llm) {
    Dataset<Row> labels =
        context
            .tables()
            .read(Table.LLM_LABELS)
            .filter(col("labeler").equalTo(llm).and(col("status").equalTo("labelled")));
    return sorted(fewSeen(context, labelled(context, labels, Part.TRAIN).drop(PART)).cache());
  }

  /** Labels are few: the texts of all other posts stay where they are. */
  private static Dataset<Row> labelled(JobContext context, Dataset<Row> labels, Part... parts) {
    Dataset<Row> gold =
        labels.select(col("post_id").as(PostColumns.ID), col("label").as(PostColumns.GOLD));
    Dataset<Row> placed = parts(context, parts).join(broadcast(gold), PostColumns.ID);
    return texts(context).join(broadcast(placed), PostColumns.ID);
  }

  /** Posts outside part test whose gold nobody learns from, without it. */
  static Dataset<Row> unlabelled(JobContext context) {
    return seen(context, unlabelledTexts(context));
  }

  /** The columns of {@link #texts} of these. */
  static Dataset<Row> unlabelledTexts(JobContext context) {
    String[] id = {PostColumns.ID};
    Dataset<Row> gold = context.tables().read(Table.GOLD).select(PostColumns.ID);
    return in(context, Part.TRAIN)
        .join(gold, id, "left_anti")
        .unionByName(in(context, Part.TUNE, Part.CALIBRATE))
        .drop(PART);
  }

  /** Texts of some parts. */
  private static Dataset<Row> in(JobContext context, Part... wanted) {
    return texts(context).join(parts(context, wanted), PostColumns.ID);
  }

  private static Dataset<Row> parts(JobContext context, Part... wanted) {
    return context
        .tables()
        .read(Table.SPLITS)
        .filter(col(PART).isInCollection(Stream.of(wanted).map(Part::key).toList()))
        .select(PostColumns.ID, PART);
  }

  /** The columns of {@link #all} for posts with those of {@link #texts}. */
  static Dataset<Row> seen(JobContext context, Dataset<Row> texts) {
    Vectors vectors = new Vectors(context, context.task().embedders());
    return vectors.computed(vectors.stored(PostColumns.withTags(texts)));
  }

  /** The same where posts are so few that every executor can hold their ids. */
  static Dataset<Row> fewSeen(JobContext context, Dataset<Row> texts) {
    Vectors vectors = new Vectors(context, context.task().embedders());
    return vectors.computed(vectors.storedOfFew(PostColumns.withTags(texts)));
  }

  /**
   * In an order and in partitions that depend on nothing but the posts.
   *
   * @param posts gone over twice
   */
  static Dataset<Row> sorted(Dataset<Row> posts) {
    int partitions = (int) (1 + posts.count() / ROWS_A_PARTITION);
    return posts.repartition(partitions, col(PostColumns.ID)).sortWithinPartitions(PostColumns.ID);
  }
}
