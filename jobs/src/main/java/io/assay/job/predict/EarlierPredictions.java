package io.assay.job.predict;

import io.assay.io.Origin;
import io.assay.io.RunFolder;
import io.assay.io.Table;
import io.assay.io.Tables;
import io.assay.job.run.EarlierRuns;
import io.assay.job.run.JobContext;
import io.assay.job.run.PartitionSizes;
import io.assay.job.run.Step;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A post that the same models have labelled already keeps its labels; only posts that are new, or
 * whose text or LLM labels changed, are labelled.
 */
final class EarlierPredictions {
  /** With more changes than one in so many posts, all are labelled: that is less work then. */
  private static final long ONE_IN = 5;

  private static final List<Table> TOGETHER = List.of(Table.PREDICTIONS, Table.LABELLED);
  private static final String[] ID = {"post_id"};

  /** A run whose predictions are kept, and what changed since. */
  private record Kept(RunFolder run, PostChanges since) {
    void write(Tables tables, Table table, Dataset<Row> anew) {
      if (since.goneCount() == 0) {
        tables.extend(table, run, anew);
      } else {
        Dataset<Row> rest = tables.of(run, table).join(since.gone(), ID, "left_anti");
        tables.write(table, rest.unionByName(anew));
      }
    }
  }

  private final JobContext context;
  private final Optional<Origin> origin;
  private final Optional<Kept> kept;

  EarlierPredictions(JobContext context) {
    this.context = context;
    this.origin =
        EarlierModels.origin(context.run())
            .map(
                models ->
                    new Origin(
                        models.toString(),
                        context.host().now(),
                        context.tables().files(Table.POSTS)));
    this.kept =
        EarlierRuns.andThis(context)
            .flatMap(run -> labelledAlike(run).stream())
            .findFirst()
            .filter(any -> !isTooMuch(any.since()));
  }

  /** Posts that have to be labelled now, with the columns of {@link LearningPosts#all}. */
  Dataset<Row> posts() {
    if (kept.isEmpty()) {
      return LearningPosts.all(context);
    }
    PostChanges since = kept.get().since();
    // Files that came since are of any size, and every core is to be done at one time.
    int cores = context.session().sparkContext().defaultParallelism();
    return since.anewCount() > PartitionSizes.FEW
        ? LearningPosts.seen(context, since.anew())
        : LearningPosts.fewSeen(context, since.anew().repartition(cores));
  }

  /**
   * Stages predictions with those that are kept, and what the next run needs to know of them.
   *
   * @param predictions of the posts above
   */
  void write(Dataset<Row> predictions) {
    Tables tables = context.tables();
    if (kept.isEmpty()) {
      // Beside vectors they are small, and the files would be many.
      tables.write(Table.PREDICTIONS, predictions.coalesce(PartitionSizes.ofPosts(context)));
      tables.write(Table.LABELLED, PostChanges.contents(context, LearningPosts.texts(context)));
    } else {
      Kept earlier = kept.get();
      earlier.write(tables, Table.PREDICTIONS, predictions);
      earlier.write(tables, Table.LABELLED, PostChanges.contents(context, earlier.since().anew()));
      context.savedWork(said(earlier));
    }
    for (Table table : TOGETHER) {
      origin.ifPresent(of -> of.write(context.run().files(), context.run().staged(table.path())));
    }
  }

  /** What a labeler's time was when it labelled the posts that keep their labels. */
  Optional<String> rate(String note) {
    return kept.flatMap(any -> context.noteOf(any.run(), Step.PREDICT, note));
  }

  private static String said(Kept kept) {
    long posts = kept.since().anewCount();
    String ds = kept.run().manifest().ds();
    return posts == 0
        ? "the models of %s have labelled all these posts already".formatted(ds)
        : "the models of %s have labelled all but %,d of the posts already".formatted(ds, posts);
  }

  /** If the models that this run has labelled its posts. */
  private Optional<Kept> labelledAlike(RunFolder run) {
    List<Path> outputs = TOGETHER.stream().map(table -> run.published(table.path())).toList();
    return Origin.read(run.files(), outputs)
        .filter(then -> origin.filter(now -> now.of().equals(then.of())).isPresent())
        .map(then -> new Kept(run, PostChanges.since(context, run, then.sources())));
  }

  private boolean isTooMuch(PostChanges since) {
    long posts = context.tables().rows(Table.POSTS, context.tables().files(Table.POSTS));
    return ONE_IN * (since.anewCount() + since.goneCount()) >= posts;
  }
}
