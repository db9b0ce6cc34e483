package io.assay.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What one pass over the records tells of all of them. Ids that may come twice are found by 64 bits
 * of them, so that texts stay where they are.
 */
final class RecordCensus {
  static final String DUPLICATE = "duplicate-id";

  /** More are not sent to every executor. */
  private static final long FEW = 500_000;

  private static final String HASH = "id_hash";

  private final Dataset<Row> hashes;
  private final List<Dataset<Row>> kept = new ArrayList<>();
  private final Row totals;
  private final long few;

  /**
   * Counts.
   *
   * @param records with a {@code reason} where they cannot be used
   * @param marked what to count of those that can
   */
  RecordCensus(Dataset<Row> records, Column marked) {
    this(records, marked, FEW);
  }

  RecordCensus(Dataset<Row> records, Column marked, long few) {
    this.few = few;
    Column usable = col("reason").isNull();
    Column repeated = col(HASH).isNotNull().and(col("n").gt(1));
    this.hashes =
        records
            .groupBy(when(usable, hash()).as(HASH))
            .agg(count(lit(1)).as("n"), count(when(usable.and(marked), 1)).as("marked"))
            .groupBy(when(repeated, col(HASH)).as(HASH))
            .agg(
                sum(when(col(HASH).isNull(), col("n"))).as("rejected"),
                sum("n").as("all"),
                sum("marked").as("marked"))
            .cache();
    this.totals = hashes.agg(sum("rejected"), sum("marked"), sum("all"), count(HASH)).first();
  }

  /** Records that had a reason before. */
  long rejected() {
    return total(0);
  }

  /** Records to be counted. */
  long marked() {
    return total(1);
  }

  /** Whether the ids of all records can be sent to every executor. */
  boolean areFew() {
    return total(2) <= few;
  }

  /** Ids that come twice, or seem to. */
  long repeated() {
    return total(3);
  }

  private long total(int column) {
    return totals.isNullAt(column) ? 0 : totals.getLong(column);
  }

  /**
   * The records, all but the first of an id with the reason {@link #DUPLICATE}.
   *
   * @param records the same
   */
  Dataset<Row> withoutRepeated(Dataset<Row> records) {
    if (repeated() == 0) {
      return records;
    }
    return repeated() > few ? laterMarked(records) : othersMarked(records);
  }

  /** By a window over all records, which moves them. */
  private static Dataset<Row> laterMarked(Dataset<Row> records) {
    Column nth =
        row_number().over(Window.partitionBy("post_id", "reason").orderBy("source", "position"));
    return records
        .withColumn("nth", nth)
        .withColumn("reason", coalesce(col("reason"), when(col("nth").gt(1), DUPLICATE)))
        .drop("nth");
  }

  /** By the places of the first ones, which every executor is told. */
  private Dataset<Row> othersMarked(Dataset<Row> records) {
    Column other = struct("source", "position").notEqual(col("first"));
    return records
        .join(broadcast(firsts(records)), new String[] {"post_id"}, "left")
        .withColumn("reason", coalesce(col("reason"), when(other, DUPLICATE)))
        .drop("first");
  }

  private Dataset<Row> firsts(Dataset<Row> records) {
    Dataset<Row> firsts =
        records
            .filter(col("reason").isNull())
            .withColumn(HASH, hash())
            .join(broadcast(hashes.select(HASH).na().drop()), new String[] {HASH}, "left_semi")
            .groupBy("post_id")
            .agg(min(struct("source", "position")).as("first"))
            .cache();
    kept.add(firsts);
    return firsts;
  }

  /** Frees what was kept for it. */
  void close() {
    hashes.unpersist();
    kept.forEach(Dataset::unpersist);
  }

  private static Column hash() {
    return xxhash64(col("post_id"));
  }
}
