package io.assay.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.config.Task;
import io.assay.eval.Count;
import io.assay.eval.CountTable;
import io.assay.io.Table;
import io.assay.label.Status;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Predictions counted by everything that evaluation asks for. They are read once: of most posts
 * nothing is known but that they are in the frame, and those are counted at once; the few with a
 * reference label stay apart by their id, and all else is made from this small table.
 */
final class CountPosts {
  private static final String[] KEY = {
    "labeler",
    "labeler_b",
    "part",
    "stratum",
    "gold",
    "llm",
    "predicted",
    "predicted_b",
    "status",
    "confidence_bin"
  };

  private final JobContext context;
  private final Dataset<Row> known;
  private final Dataset<Row> tally;

  CountPosts(JobContext context) {
    this.context = context;
    this.known = withStrata(context, known(context)).cache();
    this.tally = tally(context.tables().read(Table.PREDICTIONS), known).cache();
  }

  /** Each labeler by itself, then each pair on the gold posts of the frame. */
  CountTable table() {
    List<Count> counts = new ArrayList<>(read(counted(singles())));
    counts.addAll(read(counted(pairs())));
    return new CountTable(counts);
  }

  /** A digest of the gold that the frame is scored on: the same gold is the same look. */
  String goldDigest() {
    return scoredGold()
        .selectExpr(
            "count(*)", "bit_xor(xxhash64(post_id, gold))", "bit_xor(xxhash64(gold, post_id, 42))")
        .first()
        .mkString("-");
  }

  /** Posts of the frame. */
  long frame() {
    return context.tables().read(Table.SPLITS).filter(col("part").equalTo(Part.TEST.key())).count();
  }

  /** Posts of the frame with gold, whoever was asked about them. */
  long goldInFrame() {
    return scoredGold().count();
  }

  /** What is known of the gold posts of every part: id, part, group_id, gold. */
  Dataset<Row> gold() {
    return known.filter(col("gold").isNotNull()).select("post_id", "part", "group_id", "gold");
  }

  /** What labelers said of the known posts: post_id, labeler, label, null where they gave none. */
  Dataset<Row> said() {
    return tally.filter(col("post_id").isNotNull()).select("post_id", "labeler", "label");
  }

  private Dataset<Row> scoredGold() {
    return known.filter(col("gold").isNotNull().and(col("part").equalTo(Part.TEST.key())));
  }

  /**
   * Predictions that are alike, with their number {@code posts}; known posts have their id and the
   * confidence in hundredths. A post is first taken for known by 64 bits of its id, as a number is
   * sought much faster than a text; who was so taken wrongly finds no match by id later, and is
   * counted with the others.
   */
  private static Dataset<Row> tally(Dataset<Row> predictions, Dataset<Row> known) {
    Dataset<Row> hashes =
        known.select(xxhash64(col("post_id")).as("hash")).distinct().withColumn("known", lit(true));
    return predictions
        .withColumn("hash", xxhash64(col("post_id")))
        .join(broadcast(hashes), new String[] {"hash"}, "left")
        .groupBy(
            col("labeler"),
            col("status"),
            col("label"),
            when(col("known"), col("post_id")).as("post_id"),
            when(col("known"), least(floor(col("confidence").multiply(100)), lit(99)))
                .cast("int")
                .as("confidence_bin"))
        .agg(count(lit(1)).as("posts"));
  }

  private Dataset<Row> singles() {
    return tally
        .join(broadcast(known), new String[] {"post_id"}, "left")
        .select(
            col("labeler"),
            lit(null).cast("string").as("labeler_b"),
            coalesce(col("part"), lit(Part.TEST.key())).as("part"),
            coalesce(col("stratum"), lit("")).as("stratum"),
            col("gold"),
            col("llm"),
            col("label").as("predicted"),
            lit(null).cast("string").as("predicted_b"),
            col("status"),
            when(referred(), col("confidence_bin")).as("confidence_bin"),
            coalesce(col("w"), lit(1.0)).as("w"),
            col("posts"));
  }

  private static Column referred() {
    return col("gold").isNotNull().or(col("llm").isNotNull());
  }

  private Dataset<Row> pairs() {
    List<String> order = context.task().labelers().stream().map(s -> s.name()).toList();
    var place = udf((UDF1<String, Integer>) order::indexOf, DataTypes.IntegerType);
    Dataset<Row> scored =
        tally
            .join(broadcast(scoredGold()), "post_id")
            .withColumn("place", place.apply(col("labeler")))
            .cache();
    Dataset<Row> b =
        scored.select(
            col("post_id"),
            col("labeler").as("labeler_b"),
            col("label").as("predicted_b"),
            col("status").as("status_b"),
            col("place").as("place_b"));
    return scored
        .join(b, "post_id")
        .filter(col("place").lt(col("place_b")))
        .select(
            col("labeler"),
            col("labeler_b"),
            col("part"),
            col("stratum"),
            col("gold"),
            col("llm"),
            col("label").as("predicted"),
            col("predicted_b"),
            concat(col("status"), lit("|"), col("status_b")).as("status"),
            lit(null).cast("int").as("confidence_bin"),
            col("w"),
            lit(1L).as("posts"));
  }

  private static Dataset<Row> counted(Dataset<Row> posts) {
    return posts
        .groupBy(key())
        .agg(
            sum("posts").as("n"),
            sum(col("w").multiply(col("posts"))).as("sum_w"),
            sum(col("w").multiply(col("w")).multiply(col("posts"))).as("sum_w2"))
        .orderBy(key());
  }

  private static Column[] key() {
    return Arrays.stream(KEY).map(name -> col(name)).toArray(Column[]::new);
  }

  private static List<Count> read(Dataset<Row> counted) {
    return RecordRows.read(counted, Count.class);
  }

  /** Posts with gold, with the reference LLM's label, or outside the frame. */
  private static Dataset<Row> known(JobContext context) {
    Dataset<Row> gold = Gold.resolved(context).withColumnRenamed("label", "gold");
    String reference = context.task().referenceLlm();
    Dataset<Row> llm =
        context
            .tables()
            .read(Table.LLM_LABELS)
            .filter(
                col("labeler")
                    .equalTo(lit(reference))
                    .and(col("status").equalTo(Status.LABELLED.key())))
            .select(col("post_id"), col("label").as("llm"));
    Dataset<Row> weights = SampleWeights.of(context);
    String[] id = {"post_id"};
    return context
        .tables()
        .read(Table.SPLITS)
        .select("post_id", "part", "group_id")
        .join(broadcast(gold), id, "left")
        .join(broadcast(llm), id, "left")
        .join(broadcast(weights), id, "left")
        .filter(
            col("gold")
                .isNotNull()
                .or(col("llm").isNotNull())
                .or(col("part").notEqual(Part.TEST.key())))
        .select(
            col("post_id"),
            col("part"),
            col("group_id"),
            col("gold"),
            col("llm"),
            when(col("llm").isNotNull(), coalesce(col("w"), lit(1.0))).otherwise(1.0).as("w"));
  }

  private static Dataset<Row> withStrata(JobContext context, Dataset<Row> known) {
    return context
        .tables()
        .read(Table.POSTS)
        .join(broadcast(known), "post_id")
        .withColumn("stratum", stratum(context.task()))
        .select("post_id", "part", "group_id", "gold", "llm", "stratum", "w");
  }

  /** What is known before any prediction: hashtags, language, length, the task's columns. */
  private static Column stratum(Task task) {
    List<String> features = new ArrayList<>(List.of("has_hashtag", "lang", "length"));
    features.addAll(task.slices());
    return PostFeatures.stratum(features);
  }
}
