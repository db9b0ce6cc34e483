package io.assay.job.predict;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.io.Table;
import io.assay.job.ask.LeakCheck;
import io.assay.job.ask.SampleWeights;
import io.assay.job.ingest.Gold;
import io.assay.job.ingest.PostFeatures;
import io.assay.job.run.JobContext;
import io.assay.label.Status;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The posts of which more is known than that they are in the frame: their gold, the reference LLM's
 * label, or that they are of another part. They are few, however large the corpus is; all that
 * people look at twice is made of them.
 */
public final class KnownPosts {
  /** Note of step predict: posts of the sampling frame. */
  public static final String FRAME = "posts_in_frame";

  private KnownPosts() {}

  /** Stages {@code known}: one pass over the parts and one over the posts. */
  public static void stage(JobContext context) {
    Dataset<Row> parts =
        context
            .tables()
            .read(Table.SPLITS)
            .join(broadcast(labels(context)), new String[] {"post_id"}, "left")
            .filter(referred().or(col("part").notEqual(Part.TEST.key())));
    Dataset<Row> known =
        context
            .tables()
            .readPosts()
            .join(broadcast(parts), "post_id")
            .withColumn("w", coalesce(col("w"), lit(1.0)))
            .withColumn("stratum", stratum(context))
            .withColumn("letters", when(col("gold").isNotNull(), LeakCheck.letters()));
    context.tables().write(Table.KNOWN, known.coalesce(1));
    context.note(FRAME, frame(context));
  }

  /**
   * Stages {@code known_predictions} out of the predictions that were just staged. They are found
   * by 64 bits of their id, as a number is sought much faster than a text, then by the id itself.
   */
  static void stagePredictions(JobContext context) {
    Dataset<Row> known = context.tables().readStaged(Table.KNOWN).select("post_id");
    Dataset<Row> hashes = known.select(xxhash64(col("post_id")).as("hash")).distinct();
    Dataset<Row> found =
        context
            .tables()
            .readStaged(Table.PREDICTIONS)
            .withColumn("hash", xxhash64(col("post_id")))
            .join(broadcast(hashes), new String[] {"hash"}, "left_semi")
            .join(broadcast(known.distinct()), new String[] {"post_id"}, "left_semi");
    context.tables().write(Table.KNOWN_PREDICTIONS, found.coalesce(1));
  }

  private static long frame(JobContext context) {
    return context.tables().read(Table.SPLITS).filter(col("part").equalTo(Part.TEST.key())).count();
  }

  /** Whether a person or the reference LLM labelled it. */
  public static Column referred() {
    return col("gold").isNotNull().or(col("llm").isNotNull());
  }

  private static Dataset<Row> labels(JobContext context) {
    Dataset<Row> gold = Gold.resolved(context).withColumnRenamed("label", "gold");
    Dataset<Row> llm =
        context
            .tables()
            .read(Table.LLM_LABELS)
            .filter(
                col("labeler")
                    .equalTo(lit(context.task().referenceLlm()))
                    .and(col("status").equalTo(Status.LABELLED.key())))
            .select(col("post_id"), col("label").as("llm"))
            .join(broadcast(SampleWeights.of(context)), new String[] {"post_id"}, "left");
    return gold.join(llm, new String[] {"post_id"}, "full_outer");
  }

  /** What is known before any prediction: hashtags, language, length, the task's columns. */
  private static Column stratum(JobContext context) {
    List<String> features = new ArrayList<>(List.of("has_hashtag", "lang", "length"));
    features.addAll(context.task().slices());
    return PostFeatures.stratum(features);
  }
}
