package io.assay.job.predict;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.io.RunFolder;
import io.assay.io.Table;
import io.assay.job.run.JobContext;
import io.assay.job.run.PartitionSizes;
import io.assay.labeler.PostColumns;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of posts since a run labelled them.
 *
 * @param anew posts that are new, or of which something changed: {@code post_id, text, text_hash}
 * @param gone ids of posts that are no longer there, or not as they were
 * @param anewCount rows of the former
 * @param goneCount rows of the latter
 */
record PostChanges(Dataset<Row> anew, Dataset<Row> gone, long anewCount, long goneCount) {
  private static final String CONTENT = "content";
  private static final String ASKED = "asked";
  private static final String BEFORE = "_before";
  private static final String[] ID = {PostColumns.ID};

  /** All that labels of posts depend on beside the models, in numbers: table {@code labelled}. */
  static Dataset<Row> contents(JobContext context, Dataset<Row> posts) {
    return posts
        .join(broadcast(asked(context)), ID, "left")
        .select(col(PostColumns.ID), xxhash64(col("text_hash")).as(CONTENT), col(ASKED));
  }

  /**
   * Since a run that wrote {@code labelled}.
   *
   * @param known files of table {@code posts} that it was made of
   */
  static PostChanges since(JobContext context, RunFolder run, List<String> known) {
    Dataset<Row> before = context.tables().of(run, Table.LABELLED);
    for (String column : List.of(CONTENT, ASKED)) {
      before = before.withColumnRenamed(column, column + BEFORE);
    }
    return !known.isEmpty() && context.tables().files(Table.POSTS).containsAll(known)
        ? grown(context, before, known)
        : compared(context, before);
  }

  /** Files came and none went: of a post in the others, only what LLMs say can have changed. */
  private static PostChanges grown(JobContext context, Dataset<Row> before, List<String> known) {
    Dataset<Row> reasked =
        asked(context)
            .join(before.filter(col(ASKED + BEFORE).isNotNull()), ID, "full_outer")
            .filter(differs(ASKED));
    Dataset<Row> old =
        LearningPosts.texts(context, known).join(broadcast(reasked), ID, "left_semi").cache();
    Set<String> read = Set.copyOf(known);
    List<String> files =
        context.tables().files(Table.POSTS).stream().filter(file -> !read.contains(file)).toList();
    long fresh = context.tables().rows(Table.POSTS, files);
    long changed = old.count();
    return new PostChanges(
        LearningPosts.texts(context, files).unionByName(old),
        old.select(PostColumns.ID),
        fresh + changed,
        changed);
  }

  /** Other files may hold the same posts. */
  private static PostChanges compared(JobContext context, Dataset<Row> before) {
    Dataset<Row> texts = LearningPosts.texts(context);
    Dataset<Row> changed =
        contents(context, texts)
            .join(before, ID, "full_outer")
            .filter(differs(CONTENT).or(differs(ASKED)))
            .cache();
    Dataset<Row> now = changed.filter(col(CONTENT).isNotNull()).select(PostColumns.ID);
    Dataset<Row> gone = changed.filter(col(CONTENT + BEFORE).isNotNull()).select(PostColumns.ID);
    long count = now.count();
    Dataset<Row> anew =
        texts.join(count > PartitionSizes.FEW ? now : broadcast(now), ID, "left_semi");
    return new PostChanges(anew, gone, count, gone.count());
  }

  private static Column differs(String column) {
    return not(col(column).eqNullSafe(col(column + BEFORE)));
  }

  /** What LLMs said of posts, whether it is a label or not. */
  private static Dataset<Row> asked(JobContext context) {
    return context
        .tables()
        .read(Table.LLM_LABELS)
        .groupBy(PostColumns.ID)
        .agg(
            bit_xor(xxhash64(col("labeler"), col("status"), col("label"), col("confidence")))
                .as(ASKED));
  }
}
