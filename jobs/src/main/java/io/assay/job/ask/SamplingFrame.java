package io.assay.job.ask;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.assay.sample.Part;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a sample is drawn from, and counts of it that spare going over all posts once more.
 *
 * @param posts {@code post_id, part, stratum, bytes, has_gold, random_number}; {@code bytes} of
 *     text are 0 where the allocation does not depend on them
 * @param cells for each part, stratum and whether there is gold: {@code posts}, {@code bytes}
 *     together, {@code least} and {@code largest} random number
 */
record SamplingFrame(Dataset<Row> posts, Dataset<Row> cells) {

  /** Keeps both, as they are gone over several times. */
  static SamplingFrame of(Dataset<Row> posts) {
    Dataset<Row> kept = posts.cache();
    return new SamplingFrame(
        kept,
        kept.groupBy("part", "stratum", "has_gold")
            .agg(
                count(lit(1)).as("posts"),
                sum("bytes").as("bytes"),
                min("random_number").as("least"),
                max("random_number").as("largest"))
            .cache());
  }

  /** One part of it. */
  SamplingFrame in(Part part) {
    return new SamplingFrame(
        posts.filter(col("part").equalTo(part.key())),
        cells.filter(col("part").equalTo(part.key())));
  }
}
