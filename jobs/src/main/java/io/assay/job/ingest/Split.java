package io.assay.job.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.Task;
import io.assay.io.Imports.Use;
import io.assay.io.Table;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.post.ContentHash;
import io.assay.post.TextKey;
import io.assay.sample.Part;
import io.assay.sample.RandomNumber;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import picocli.CommandLine.Command;

/**
 * Input {@code posts}, {@code gold}; output {@code splits}. A given split wins, else the group's
 * hash decides; a group that somebody looked into to learn from it is never scored. Where a group
 * or a near-duplicate lies across parts, only the rows in the latest part stay, so that nothing
 * that is scored was learned from.
 */
@Command(
    name = "split",
    mixinStandardHelpOptions = true,
    description =
        "Gives every post its part: train, tune, calibrate or test; groups stay together.")
public final class Split extends StepJob {
  private static final List<Part> ORDER = List.of(Part.values());
  private static final int TUNE = ORDER.indexOf(Part.TUNE);
  private static final double MOST_DROPPED = 0.01;
  private static final int SHOWN = 100;

  public Split() {
    super(Step.SPLIT);
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    return Map.of(
        "split", spec.task().split(),
        "inspected", GivenLabels.imports(spec).version(Use.INSPECTED));
  }

  @Override
  public void run(JobContext context) {
    Dataset<Row> posts = context.tables().readPosts();
    Dataset<Row> gold =
        broadcast(
            context.tables().read(Table.GOLD).groupBy("post_id").agg(max("split").as("split")));
    Task.Split split = context.task().split();
    Dataset<Row> seen = seenGroups(context, posts).cache();
    Dataset<Row> labelled = labelled(posts.join(gold, "post_id"), seen, split).cache();
    Dataset<Row> kept = labelled.filter(col("rank").equalTo(col("latest")));
    refuseLeaks(context, labelled);
    Dataset<Row> others =
        others(
            posts.join(gold, posts.col("post_id").equalTo(gold.col("post_id")), "left_anti"),
            kept,
            seen,
            split);
    context.tables().write(Table.SPLITS, kept.select("post_id", "part", "group_id").union(others));
  }

  /** Labelled posts with their part, its rank, and the latest rank among their likes. */
  private static Dataset<Row> labelled(Dataset<Row> posts, Dataset<Row> seen, Task.Split split) {
    UserDefinedFunction rank =
        udf(
            (UDF2<String, String, Integer>) (given, group) -> rank(split, given, group),
            DataTypes.IntegerType);
    UserDefinedFunction part =
        udf((UDF1<Integer, String>) r -> ORDER.get(r).key(), DataTypes.StringType);
    Column latestLike = max("rank").over(Window.partitionBy("near_key"));
    Column latestInGroup = max("rank").over(Window.partitionBy("group_id"));
    return posts
        .withColumn("near_key", nearKey())
        .withColumn("group_id", group(split, alike(col("near_key"))))
        .join(seen, new String[] {"group_id"}, "left")
        .withColumn("rank", rank.apply(col("split"), col("group_id")))
        .withColumn("rank", when(col("seen"), lit(TUNE)).otherwise(col("rank")))
        .withColumn("part", part.apply(col("rank")))
        .withColumn("latest", greatest(latestLike, latestInGroup));
  }

  /**
   * Columns {@code group_id, seen} of the groups that somebody looked into to learn from them. What
   * group a post has may change with its gold, so both are taken.
   */
  private static Dataset<Row> seenGroups(JobContext context, Dataset<Row> posts) {
    Task.Split split = context.task().split();
    Column either = array(group(split, alike(nearKey())), group(split, alone()));
    return posts
        .join(broadcast(GivenLabels.inspected(context.session(), context.spec())), "post_id")
        .select(explode(either).as("group_id"))
        .distinct()
        .withColumn("seen", lit(true));
  }

  /** Posts without gold: test, unless their group learns or was looked into. */
  private static Dataset<Row> others(
      Dataset<Row> posts, Dataset<Row> kept, Dataset<Row> seen, Task.Split split) {
    Dataset<Row> groups = kept.groupBy("group_id").agg(max("part").as("group_part"));
    String[] id = {"group_id"};
    Column part =
        coalesce(col("group_part"), when(col("seen"), Part.TUNE.key()).otherwise(Part.TEST.key()));
    return posts
        .withColumn("group_id", group(split, alone()))
        .join(broadcast(groups), id, "left")
        .join(broadcast(seen), id, "left")
        .select(col("post_id"), part, col("group_id"));
  }

  private static Column nearKey() {
    UDF1<String, String> key = text -> ContentHash.sha256_128(TextKey.nearDuplicateKey(text));
    return udf(key, DataTypes.StringType).apply(col("text"));
  }

  /** The group of a post with its near-duplicates. */
  private static Column alike(Column nearKey) {
    return concat(lit("text:"), nearKey);
  }

  /** The group of a post by itself. */
  private static Column alone() {
    return concat(lit("post:"), col("post_id"));
  }

  private static Column group(Task.Split split, Column otherwise) {
    return switch (split.groupBy()) {
      case "post" -> alone();
      case "near-duplicate" -> otherwise;
      default -> coalesce(concat(lit(split.groupBy() + ":"), col(split.groupBy())), otherwise);
    };
  }

  private static int rank(Task.Split split, String given, String group) {
    double u = RandomNumber.of("split:" + split.salt(), group);
    Part part = given == null ? Part.ofShare(split, u) : Part.ofGiven(given, u).orElseThrow();
    return ORDER.indexOf(part);
  }

  /** Dropping a few rows is the remedy; dropping many means that the split itself is wrong. */
  private static void refuseLeaks(JobContext context, Dataset<Row> labelled) {
    Dataset<Row> dropped = labelled.filter(col("rank").lt(col("latest")));
    long gold = labelled.count();
    long count = dropped.count();
    List<String> ids =
        dropped
            .select("post_id")
            .orderBy("post_id")
            .limit(SHOWN)
            .as(Encoders.STRING())
            .collectAsList();
    context.note("dropped", count);
    context.note("dropped_ids", String.join(" ", ids));
    if (count > MOST_DROPPED * gold && count > 1) {
      throw new AssayException(
          ExitCode.CHECK,
          String.format(
              Locale.ROOT,
              "%,d of %,d posts with gold stand in an earlier part although a near-duplicate or a post of their group is in a later one, over %.0f %%. Split by group, or clean these: %s",
              count,
              gold,
              100 * MOST_DROPPED,
              String.join(" ", ids.subList(0, Math.min(20, ids.size())))));
    }
  }
}
