package io.assay.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.Task;
import io.assay.io.Imports.Use;
import io.assay.io.Table;
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
 * hash decides. Where a group or a near-duplicate lies across parts, only the rows in the latest
 * part stay, so that nothing that is scored was learned from.
 */
@Command(
    name = "split",
    mixinStandardHelpOptions = true,
    description =
        "Gives every post its part: train, tune, calibrate or test; groups stay together.")
final class Split extends StepJob {
  private static final List<Part> ORDER = List.of(Part.values());
  private static final double MOST_DROPPED = 0.01;
  private static final int SHOWN = 100;

  Split() {
    super(Step.SPLIT);
  }

  @Override
  Map<String, Object> inputs(RunSpec spec) {
    return Map.of(
        "split", spec.task().split(),
        "inspected", GivenLabels.imports(spec).version(Use.INSPECTED));
  }

  @Override
  void run(JobContext context) {
    Dataset<Row> posts = context.tables().read(Table.POSTS);
    Dataset<Row> gold =
        context.tables().read(Table.GOLD).groupBy("post_id").agg(max("split").as("split"));
    Dataset<Row> labelled = labelled(posts.join(gold, "post_id"), context.task().split()).cache();
    Dataset<Row> kept = labelled.filter(col("rank").equalTo(col("latest")));
    refuseLeaks(context, labelled);
    Dataset<Row> others =
        others(
            inspected(context),
            posts.join(gold, posts.col("post_id").equalTo(gold.col("post_id")), "left_anti"),
            kept,
            context.task().split());
    context.tables().write(Table.SPLITS, kept.select("post_id", "part", "group_id").union(others));
    labelled.unpersist();
  }

  /** Labelled posts with their part, its rank, and the latest rank among their likes. */
  private static Dataset<Row> labelled(Dataset<Row> posts, Task.Split split) {
    UserDefinedFunction nearKey =
        udf(
            (UDF1<String, String>) text -> ContentHash.sha256_128(TextKey.nearDuplicateKey(text)),
            DataTypes.StringType);
    UserDefinedFunction rank =
        udf(
            (UDF2<String, String, Integer>) (given, group) -> rank(split, given, group),
            DataTypes.IntegerType);
    UserDefinedFunction part =
        udf((UDF1<Integer, String>) r -> ORDER.get(r).key(), DataTypes.StringType);
    Column latestLike = max("rank").over(Window.partitionBy("near_key"));
    Column latestInGroup = max("rank").over(Window.partitionBy("group_id"));
    return posts
        .withColumn("near_key", nearKey.apply(col("text")))
        .withColumn("group_id", group(split, concat(lit("text:"), col("near_key"))))
        .withColumn("rank", rank.apply(col("split"), col("group_id")))
        .withColumn("part", part.apply(col("rank")))
        .withColumn("latest", greatest(latestLike, latestInGroup));
  }

  /** Posts that somebody looked at to learn from them. */
  private static Dataset<Row> inspected(JobContext context) {
    return GivenLabels.imports(context.spec())
        .read(context.session(), Use.INSPECTED, Review.INSPECTED);
  }

  /**
   * Posts without gold: test, unless their group learns or one of it was looked at to learn, which
   * puts them into tune.
   */
  private static Dataset<Row> others(
      Dataset<Row> inspected, Dataset<Row> posts, Dataset<Row> kept, Task.Split split) {
    Dataset<Row> grouped =
        posts.withColumn("group_id", group(split, concat(lit("post:"), col("post_id"))));
    Dataset<Row> seen = grouped.join(inspected, "post_id").select("group_id").distinct();
    Dataset<Row> groups = kept.groupBy("group_id").agg(max("part").as("group_part"));
    String[] id = {"group_id"};
    return grouped
        .join(groups, id, "left")
        .join(seen.withColumn("seen", lit(Part.TUNE.key())), id, "left")
        .select(
            col("post_id"),
            coalesce(col("group_part"), col("seen"), lit(Part.TEST.key())),
            col("group_id"));
  }

  private static Column group(Task.Split split, Column otherwise) {
    Column post = concat(lit("post:"), col("post_id"));
    return switch (split.groupBy()) {
      case "post" -> post;
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
