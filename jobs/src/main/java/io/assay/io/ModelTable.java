package io.assay.io;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** A table that a labeler keeps in its model folder, such as the posts that it searches. */
public final class ModelTable {
  private ModelTable() {}

  /** Replaces the table. */
  public static void write(Dataset<Row> rows, Path folder) {
    rows.write().mode(SaveMode.Overwrite).parquet(folder.toString());
  }

  /** The table as it was written. */
  public static Dataset<Row> read(SparkSession session, Path folder) {
    return session.read().parquet(folder.toString());
  }
}
