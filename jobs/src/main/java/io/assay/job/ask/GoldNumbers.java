package io.assay.job.ask;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where the gold posts of a part stand among the permanent random numbers of all its posts.
 *
 * @param gold posts with gold
 * @param others posts without
 * @param first whether no other post has a smaller number than a gold post
 */
record GoldNumbers(long gold, long others, boolean first) {

  /** Of the cells of a {@link SamplingFrame}. */
  static GoldNumbers of(Dataset<Row> cells) {
    Row row =
        cells
            .agg(
                coalesce(sum(when(col("has_gold"), col("posts"))), lit(0L)),
                coalesce(sum(when(not(col("has_gold")), col("posts"))), lit(0L)),
                max(when(col("has_gold"), col("largest"))),
                min(when(not(col("has_gold")), col("least"))))
            .first();
    boolean alone = row.getLong(0) == 0 || row.getLong(1) == 0;
    return new GoldNumbers(
        row.getLong(0), row.getLong(1), alone || row.getDouble(2) < row.getDouble(3));
  }

  /**
   * Whether they are what this seed draws from the part first, and so a simple random sample of it.
   * Where every post has gold nothing was drawn, and nothing tells what the posts stand for.
   */
  boolean areDrawn() {
    return gold > 0 && others > 0 && first;
  }
}
