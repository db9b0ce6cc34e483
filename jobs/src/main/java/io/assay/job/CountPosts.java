package io.assay.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

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
 * Predictions counted by everything that evaluation asks for. Most posts are in the frame and have
 * no reference label; what is known of the others is small and travels to the predictions, which
 * are read once and never shuffled.
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

  CountPosts(JobContext context) {
    this.context = context;
    this.known = broadcast(known(context).cache());
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

  /** Posts of the frame with gold, whoever was asked about them. */
  long goldInFrame() {
    return scoredGold().count();
  }

  private Dataset<Row> scoredGold() {
    return known.filter(col("gold").isNotNull().and(col("part").equalTo(Part.TEST.key())));
  }

  private Dataset<Row> singles() {
    Column referred = col("gold").isNotNull().or(col("llm").isNotNull());
    return predictions()
        .join(known, new String[] {"post_id"}, "left")
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
            when(referred, least(floor(col("confidence").multiply(100)), lit(99)))
                .cast("int")
                .as("confidence_bin"),
            coalesce(col("w"), lit(1.0)).as("w"));
  }

  private Dataset<Row> pairs() {
    List<String> order = context.task().labelers().stream().map(s -> s.name()).toList();
    var place = udf((UDF1<String, Integer>) order::indexOf, DataTypes.IntegerType);
    Dataset<Row> scored =
        predictions()
            .join(scoredGold(), "post_id")
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
            col("w"));
  }

  private Dataset<Row> predictions() {
    return context.tables().read(Table.PREDICTIONS);
  }

  private static Dataset<Row> counted(Dataset<Row> posts) {
    return posts
        .groupBy(key())
        .agg(
            count(lit(1)).as("n"),
            sum("w").as("sum_w"),
            sum(col("w").multiply(col("w"))).as("sum_w2"))
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
    Dataset<Row> weights =
        context
            .tables()
            .read(Table.SAMPLE)
            .filter(col("purpose").startsWith("llm-"))
            .select(col("post_id"), lit(1.0).divide(col("inclusion_probability")).as("w"));
    String[] id = {"post_id"};
    return context
        .tables()
        .read(Table.SPLITS)
        .select("post_id", "part")
        .join(gold, id, "left")
        .join(llm, id, "left")
        .join(weights, id, "left")
        .filter(
            col("gold")
                .isNotNull()
                .or(col("llm").isNotNull())
                .or(col("part").notEqual(Part.TEST.key())))
        .join(strata(context), id)
        .select(
            col("post_id"),
            col("part"),
            col("gold"),
            col("llm"),
            col("stratum"),
            when(col("llm").isNotNull(), col("w")).otherwise(1.0).as("w"));
  }

  /** What is known before any prediction: hashtags, language, length, the task's columns. */
  private static Dataset<Row> strata(JobContext context) {
    Column words = length(col("text"));
    List<Column> features = new ArrayList<>();
    UDF1<String, Boolean> tagged = text -> !io.assay.post.Hashtags.extract(text).isEmpty();
    features.add(
        concat(
            lit("has_hashtag="),
            udf(tagged, DataTypes.BooleanType).apply(col("text")).cast("string")));
    features.add(concat(lit("lang="), coalesce(col("lang"), lit("unknown"))));
    features.add(
        concat(
            lit("length="),
            when(words.leq(40), "short").when(words.leq(100), "medium").otherwise("long")));
    for (String slice : context.task().slices()) {
      features.add(
          concat(lit(slice + "="), translate(coalesce(col(slice), lit("unknown")), "|", "_")));
    }
    return context
        .tables()
        .read(Table.POSTS)
        .select(col("post_id"), concat_ws("|", features.toArray(Column[]::new)).as("stratum"));
  }
}
