package io.assay.job;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.io.Origin;
import io.assay.io.RunFolder;
import io.assay.io.Table;
import io.assay.io.Tables;
import io.assay.labeler.PostColumns;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A post that the same models have labelled already keeps its labels; only posts that are new, or
 * whose text or LLM labels changed, are labelled. What has to be known of earlier posts for that is
 * table {@code labelled}.
 */
final class EarlierPredictions {
  /** With more changes than one in so many posts, all are labelled: that is less work then. */
  private static final long ONE_IN = 5;

  private static final String CONTENT = "content";
  private static final String BEFORE = "content_before";
  private static final String[] ID = {PostColumns.ID};
  private static final List<Table> TOGETHER = List.of(Table.PREDICTIONS, Table.LABELLED);

  private final JobContext context;
  private final Optional<String> models;
  private final Dataset<Row> contents;
  private final Optional<RunFolder> run;
  private final Dataset<Row> changed;

  EarlierPredictions(JobContext context) {
    this.context = context;
    this.models = EarlierModels.origin(context.run()).map(Origin::toString);
    this.contents = contents(context).cache();
    Optional<RunFolder> candidate =
        EarlierRuns.andThis(context).filter(this::labelledAlike).findFirst();
    this.changed = candidate.map(this::changed).map(Dataset::cache).orElse(contents);
    this.run = candidate.filter(any -> ONE_IN * changed.count() < contents.count());
  }

  /** Posts that have to be labelled now, with the columns of {@link LearningPosts#all}. */
  Dataset<Row> posts() {
    if (run.isEmpty()) {
      return LearningPosts.all(context);
    }
    Dataset<Row> texts = LearningPosts.texts(context);
    return changed.count() > PartitionSizes.FEW
        ? LearningPosts.seen(context, texts.join(changedNow(), ID, "left_semi"))
        : LearningPosts.fewSeen(context, texts.join(broadcast(changedNow()), ID, "left_semi"));
  }

  /** Stages predictions, those of the posts above, with those that are kept. */
  void write(Dataset<Row> predictions) {
    Tables tables = context.tables();
    if (run.isEmpty()) {
      tables.write(Table.PREDICTIONS, predictions);
      return;
    }
    Dataset<Row> gone = changed.filter(col(BEFORE).isNotNull()).select(PostColumns.ID);
    if (gone.isEmpty()) {
      tables.extend(Table.PREDICTIONS, run.get(), predictions);
      return;
    }
    Dataset<Row> kept = tables.of(run.get(), Table.PREDICTIONS).join(gone, ID, "left_anti");
    tables.write(Table.PREDICTIONS, kept.unionByName(predictions));
  }

  /** Stages what the next run needs to know of these predictions, which are staged. */
  void stage() {
    context.tables().write(Table.LABELLED, contents);
    models.ifPresent(
        of -> {
          Origin origin = new Origin(of, context.host().now(), List.of());
          for (Table table : TOGETHER) {
            origin.write(context.run().files(), context.run().staged(table.path()));
          }
        });
    run.ifPresent(earlier -> context.savedWork(said(earlier.manifest().ds())));
  }

  /** What a labeler's time was when it labelled the posts that keep their labels. */
  Optional<String> rate(String note) {
    return run.flatMap(earlier -> context.noteOf(earlier, Step.PREDICT, note));
  }

  private String said(String ds) {
    long posts = changedNow().count();
    return posts == 0
        ? "the models of %s have labelled all these posts already".formatted(ds)
        : "the models of %s have labelled all but %,d of the posts already".formatted(ds, posts);
  }

  /** Ids of posts that are new or not as they were. */
  private Dataset<Row> changedNow() {
    return changed.filter(col(CONTENT).isNotNull()).select(PostColumns.ID);
  }

  /** By the models that this run has. */
  private boolean labelledAlike(RunFolder earlier) {
    List<Path> outputs = TOGETHER.stream().map(table -> earlier.published(table.path())).toList();
    return models.isPresent()
        && Origin.read(earlier.files(), outputs).map(Origin::of).equals(models);
  }

  /** Posts that are new or gone, or of which something changed: their content now and before. */
  private Dataset<Row> changed(RunFolder earlier) {
    Dataset<Row> before =
        context.tables().of(earlier, Table.LABELLED).withColumnRenamed(CONTENT, BEFORE);
    return contents
        .join(before, ID, "full_outer")
        .filter(not(col(CONTENT).eqNullSafe(col(BEFORE))));
  }

  /** All that labels of a post depend on beside the models, in one number. */
  private static Dataset<Row> contents(JobContext context) {
    Dataset<Row> asked =
        context
            .tables()
            .read(Table.LLM_LABELS)
            .groupBy(PostColumns.ID)
            .agg(
                bit_xor(xxhash64(col("labeler"), col("status"), col("label"), col("confidence")))
                    .as("asked"));
    return LearningPosts.texts(context)
        .join(broadcast(asked), ID, "left")
        .select(col(PostColumns.ID), xxhash64(col("text_hash"), col("asked")).as(CONTENT));
  }
}
