package io.assay.job.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.job.run.PartitionSizes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What one pass over the records tells of all of them. Ids that may come twice are found by 64 bits
 * of them, so that texts stay where they are; who asks for rejects or has such ids pays another.
 */
final class RecordCensus {
  static final String DUPLICATE = "duplicate-id";

  private static final String HASH = "id_hash";
  private static final String[] ID = {"post_id"};

  private final Dataset<Row> records;
  private final Dataset<Row> hashes;
  private final Dataset<Row> notable;
  private final Row totals;
  private final long few;

  /**
   * Counts.
   *
   * @param records with a {@code reason} where they cannot be used
   * @param marked what to count of those that can
   */
  RecordCensus(Dataset<Row> records, Column marked) {
    this(records, marked, PartitionSizes.FEW);
  }

  RecordCensus(Dataset<Row> records, Column marked, long few) {
    this.records = records;
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
    this.notable = notable().cache();
  }

  /** Records that may have a reason in the end: those that have one, those of repeated ids. */
  private Dataset<Row> notable() {
    if (repeated() > few) {
      return laterMarked(records);
    }
    if (repeated() + rejected() == 0) {
      return records.limit(0);
    }
    Dataset<Row> repeated =
        hashes.filter(col(HASH).isNotNull()).select(col(HASH), lit(true).as("repeated"));
    return laterMarked(
        records
            .withColumn(HASH, hash())
            .join(broadcast(repeated), new String[] {HASH}, "left")
            .filter(col("reason").isNotNull().or(col("repeated")))
            .drop(HASH, "repeated"));
  }

  /** Records that can be used, the first of an id alone. */
  Dataset<Row> usable() {
    if (repeated() > few) {
      return notable.filter(col("reason").isNull());
    }
    Dataset<Row> whole = records.filter(col("reason").isNull());
    if (repeated() == 0) {
      return whole;
    }
    Column place = struct("source", "position");
    Dataset<Row> firsts =
        notable.filter(col("reason").isNull()).select(col("post_id"), place.as("first"));
    return whole
        .join(broadcast(firsts), ID, "left")
        .filter(col("first").isNull().or(place.equalTo(col("first"))))
        .drop("first");
  }

  /** All others, later ones of an id with the reason {@link #DUPLICATE}. */
  Dataset<Row> rejects() {
    return notable.filter(col("reason").isNotNull());
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

  /** Frees what was kept for it. */
  void close() {
    notable.unpersist();
    hashes.unpersist();
  }

  private static Dataset<Row> laterMarked(Dataset<Row> records) {
    Column nth =
        row_number().over(Window.partitionBy("post_id", "reason").orderBy("source", "position"));
    return records
        .withColumn("nth", nth)
        .withColumn("reason", coalesce(col("reason"), when(col("nth").gt(1), DUPLICATE)))
        .drop("nth");
  }

  private static Column hash() {
    return xxhash64(col("post_id"));
  }
}
