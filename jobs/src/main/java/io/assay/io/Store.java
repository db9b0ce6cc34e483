package io.assay.io;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What was computed once, keyed by content, shared by all runs and only ever added to. */
public final class Store {
  /** A vector for a text. */
  public static final StructType EMBEDDINGS = Table.columns("text_hash", "vector floats");

  private final SparkSession session;
  private final LakeFiles files;
  private final Lake lake;

  public Store(SparkSession session, LakeFiles files, Lake lake) {
    this.session = session;
    this.files = files;
    this.lake = lake;
  }

  /** All vectors of an embedder; no rows if there are none yet. */
  public Dataset<Row> embeddings(String modelId) {
    Path folder = lake.embeddings(modelId);
    return files.list(folder).files() == 0
        ? session.createDataFrame(java.util.List.of(), EMBEDDINGS)
        : session.read().schema(EMBEDDINGS).parquet(folder.toString());
  }

  /** Adds vectors; files of a killed job are whole or not there. */
  public void addEmbeddings(String modelId, Dataset<Row> vectors) {
    vectors
        .select("text_hash", "vector")
        .write()
        .mode(SaveMode.Append)
        .parquet(lake.embeddings(modelId).toString());
  }
}
