package io.assay.job.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import io.assay.io.input.InputFiles;
import io.assay.io.input.Records;
import io.assay.job.run.JobContext;
import io.assay.job.run.PartitionSizes;
import io.assay.job.run.RunSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** The records of input files: those that are posts, and those that are not, with the reason. */
final class PostRecords {
  private static final int LONGEST_TEXT_BYTES = 100_000;

  private final Dataset<Row> records;
  private final RecordCensus census;

  /** Goes over the records once. */
  PostRecords(JobContext context, InputFiles files) {
    this.records = classified(context, files);
    this.census = new RecordCensus(records, col("created_at").isNotNull().and(time().isNull()));
  }

  /** Columns of the posts as text, with their place. */
  Dataset<Row> usable() {
    return census.usable();
  }

  /** The others: {@code source, position, reason, detail, raw}. */
  Dataset<Row> rejected() {
    return rejects(census.rejects());
  }

  /** Whether every executor can hold their ids. */
  boolean areFew() {
    return census.areFew();
  }

  /** Records that have a time of which nothing can be made. */
  long untimed() {
    return census.marked();
  }

  /** Frees what was kept of them. */
  void close() {
    census.close();
    records.unpersist();
  }

  /** {@code id} is the input's name for {@code post_id}, which is accepted too. */
  static Map<String, List<String>> names(RunSpec spec, List<String> columns) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (String column : columns) {
      String ours = column.equals("post_id") ? "id" : column;
      String theirs = spec.columns().get(ours);
      names.put(
          column,
          theirs != null
              ? List.of(theirs)
              : ours.equals(column) ? List.of(column) : List.of("id", "post_id"));
    }
    return names;
  }

  /** Records as rows of table {@code rejects}. */
  static Dataset<Row> rejects(Dataset<Row> records) {
    return records.select("source", "position", "reason", "detail", "raw");
  }

  /** When a post was created, null if that cannot be read. */
  static Column time() {
    return try_to_timestamp(col("created_at"));
  }

  private static Dataset<Row> classified(JobContext context, InputFiles files) {
    List<String> columns =
        new ArrayList<>(List.of("post_id", "text", "author", "created_at", "lang", "gif"));
    columns.addAll(context.task().columns());
    Column reason =
        coalesce(
            col("reason"),
            when(blank("post_id"), "missing-id")
                .when(blank("text"), "empty-text")
                .when(octet_length(col("text")).gt(LONGEST_TEXT_BYTES), "text-too-long"));
    Records input = new Records(context.session(), files, columns, names(context.spec(), columns));
    Dataset<Row> read = input.read().withColumn("reason", reason);
    int cores = context.session().sparkContext().defaultParallelism();
    int parts = read.javaRDD().getNumPartitions();
    if (parts < cores || input.largestPiece() * cores > files.bytes()) {
      // One task has to read most of them: it does so once, and all share what is to be done.
      return read.repartition(col("post_id")).persist(StorageLevel.MEMORY_AND_DISK());
    }
    return read.coalesce((int) Math.min(parts, PartitionSizes.ofReads(files.bytes(), cores)));
  }

  /** Nearly every text is known not to be blank by its first byte. */
  private static Column blank(String column) {
    Column text = col(column);
    return text.isNull()
        .or(not(text.substr(1, 1).between("!", "~")).and(text.rlike("^[\\s\\p{Z}\\p{Cf}]*$")));
  }
}
