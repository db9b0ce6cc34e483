package io.assay.job.evaluate;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static org.apache.spark.sql.functions.broadcast;
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

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.eval.Count;
import io.assay.eval.CountTable;
import io.assay.io.RecordRows;
import io.assay.io.RowDigest;
import io.assay.io.Table;
import io.assay.job.predict.KnownPosts;
import io.assay.job.run.JobContext;
import io.assay.label.Status;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Predictions counted by everything that evaluation asks for. Of most posts nothing is known but
 * that they are in the frame, and these are only counted; the predictions of the few known ones are
 * fetched, and all else is made from this small table.
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

  private static final StructType OUTCOME =
      new StructType().add("status", DataTypes.StringType).add("label", DataTypes.StringType);

  private final JobContext context;
  private final Dataset<Row> known;
  private final Dataset<Row> judged;

  /** One partition each: what is small is then grouped and sorted without a shuffle. */
  CountPosts(JobContext context) {
    this.context = context;
    this.known = context.tables().read(Table.KNOWN).coalesce(1).cache();
    this.judged =
        context
            .tables()
            .read(Table.KNOWN_PREDICTIONS)
            .join(broadcast(known), "post_id")
            .coalesce(1)
            .cache();
  }

  /** Each labeler by itself, then each pair on the gold posts of the frame. */
  CountTable table() {
    List<Count> counts = new ArrayList<>(read(counted(judgedAlone())));
    counts.addAll(unknown(counts));
    counts.addAll(read(counted(pairs())));
    return new CountTable(counts);
  }

  /** The gold that the frame is scored on, whoever was asked: the same gold is the same look. */
  RowDigest scoredGold() {
    return RowDigest.of(scored(), "post_id", "gold");
  }

  /** Table {@code known}, those with gold, of every part. */
  Dataset<Row> gold() {
    return known.filter(col("gold").isNotNull());
  }

  /** Those of the frame. */
  Dataset<Row> scored() {
    return gold().filter(col("part").equalTo(Part.TEST.key()));
  }

  /** What labelers said of the known posts: post_id, labeler, label, null where they gave none. */
  Dataset<Row> said() {
    return judged.select("post_id", "labeler", "label");
  }

  private Dataset<Row> judgedAlone() {
    Column hundredths = least(floor(col("confidence").multiply(100)), lit(99)).cast("int");
    return judged.select(
        col("labeler"),
        lit(null).cast("string").as("labeler_b"),
        col("part"),
        col("stratum"),
        col("gold"),
        col("llm"),
        col("label").as("predicted"),
        lit(null).cast("string").as("predicted_b"),
        col("status"),
        when(KnownPosts.referred(), hundredths).as("confidence_bin"),
        col("w"),
        lit(1L).as("posts"));
  }

  /** All predictions less those of known posts: what is left is in the frame. */
  private List<Count> unknown(List<Count> knownOnes) {
    Map<Outcome, Long> left = outcomes();
    knownOnes.forEach(count -> left.merge(Outcome.of(count), -count.n(), Long::sum));
    return left.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getKey().ofUnknownPosts(entry.getValue()))
        .sorted(
            comparing(Count::labeler)
                .thenComparing(Count::status)
                .thenComparing(Count::predicted, nullsFirst(naturalOrder())))
        .toList();
  }

  private record Outcome(String labeler, String status, @Nullable String label) {
    static Outcome of(Count count) {
      return new Outcome(count.labeler(), count.status(), count.predicted());
    }

    Count ofUnknownPosts(long n) {
      return new Count(
          labeler, null, Part.TEST.key(), "", null, null, label, null, status, null, n, n, n);
    }
  }

  /** Counted by one number, which is a third faster than by texts. */
  private Map<Outcome, Long> outcomes() {
    Column hash = xxhash64(col("status"), col("label"));
    Map<Long, Row> possible = new HashMap<>();
    context
        .session()
        .createDataFrame(possible(), OUTCOME)
        .select(col("status"), col("label"), hash)
        .collectAsList()
        .forEach(row -> possible.put(row.getLong(2), row));
    Map<Outcome, Long> counts = new HashMap<>();
    Dataset<Row> predictions = context.tables().read(Table.PREDICTIONS);
    for (Row row : predictions.groupBy(col("labeler"), hash).count().collectAsList()) {
      String labeler = row.getString(0);
      Row outcome = possible.get(row.getLong(1));
      if (outcome == null) {
        throw new AssayException(
            ExitCode.CHECK,
            "labeler %s gave %,d posts a label that the task does not have"
                .formatted(labeler, row.getLong(2)));
      }
      counts.put(new Outcome(labeler, outcome.getString(0), outcome.getString(1)), row.getLong(2));
    }
    return counts;
  }

  private List<Row> possible() {
    List<Row> possible = new ArrayList<>();
    for (Status status : Status.values()) {
      possible.add(RowFactory.create(status.key(), null));
      for (String label : context.task().labelNames()) {
        possible.add(RowFactory.create(status.key(), label));
      }
    }
    return possible;
  }

  private Dataset<Row> pairs() {
    List<String> order = context.task().labelers().stream().map(s -> s.name()).toList();
    var place = udf((UDF1<String, Integer>) order::indexOf, DataTypes.IntegerType);
    Dataset<Row> scored =
        judged
            .filter(col("gold").isNotNull().and(col("part").equalTo(Part.TEST.key())))
            .withColumn("place", place.apply(col("labeler")));
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
        .groupBy(cols(KEY))
        .agg(
            sum("posts").as("n"),
            sum(col("w").multiply(col("posts"))).as("sum_w"),
            sum(col("w").multiply(col("w")).multiply(col("posts"))).as("sum_w2"))
        .orderBy(cols(KEY));
  }

  private static Column[] cols(String[] names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }

  private static List<Count> read(Dataset<Row> counted) {
    return RecordRows.read(counted, Count.class);
  }
}
