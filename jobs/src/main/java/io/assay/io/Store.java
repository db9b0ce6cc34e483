package io.assay.io;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Set;
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

  private static final long FILE_BYTES = 128L << 20;

  private final SparkSession session;
  private final LakeFiles files;
  private final Lake lake;

  public Store(SparkSession session, LakeFiles files, Lake lake) {
    this.session = session;
    this.files = files;
    this.lake = lake;
  }

  /** Ids of the embedders that there are vectors of. */
  public List<String> models() {
    return files.names(lake.embeddings()).stream()
        .filter(name -> name.startsWith(Lake.MODEL))
        .map(name -> name.substring(Lake.MODEL.length()))
        .toList();
  }

  /** All vectors of an embedder; no rows if there are none yet. */
  public Dataset<Row> embeddings(String modelId) {
    Path folder = lake.embeddings(modelId);
    return files.list(folder).files() == 0
        ? session.createDataFrame(List.of(), EMBEDDINGS)
        : session.read().schema(EMBEDDINGS).parquet(folder.toString());
  }

  /**
   * Adds vectors; files of a killed job are whole or not there.
   *
   * @param fewValues whether numbers come up again and again, so that a dictionary of them pays
   * @return rows added
   */
  public long addEmbeddings(String modelId, Dataset<Row> vectors, boolean fewValues) {
    Path folder = lake.embeddings(modelId);
    Set<String> before = Set.copyOf(files.below(folder));
    vectors
        .select("text_hash", "vector")
        .write()
        .mode(SaveMode.Append)
        .option("parquet.enable.dictionary#text_hash", false)
        .option("parquet.enable.dictionary#vector.list.element", fewValues)
        .parquet(folder.toString());
    List<Path> added =
        files.below(folder).stream()
            .filter(name -> !before.contains(name))
            .map(name -> new Path(folder, name))
            .toList();
    return ParquetRows.of(added, session.sparkContext().hadoopConfiguration());
  }

  /**
   * Puts vectors that lie in small files together: a vector a text, in files of about {@value
   * #FILE_BYTES} bytes. New files are whole before old ones go; who reads meanwhile sees vectors
   * twice, or misses a file: see {@link StoreLock}.
   *
   * @return how many files there were, and how many there are
   */
  public Compacted compact(String modelId) {
    Path folder = lake.embeddings(modelId);
    LakeFiles.Listing before = files.list(folder);
    int wanted = Math.toIntExact(Math.max(1, before.bytes() / FILE_BYTES));
    if (before.files() <= wanted) {
      return new Compacted(before.files(), before.files());
    }
    List<String> old = files.names(folder).stream().filter(name -> !name.startsWith("_")).toList();
    addEmbeddings(
        modelId,
        embeddings(modelId)
            .repartition(wanted, col("text_hash"))
            .dropDuplicates(new String[] {"text_hash"}),
        true);
    old.forEach(name -> files.delete(new Path(folder, name)));
    return new Compacted(before.files(), files.list(folder).files());
  }

  /** Numbers of files. */
  public record Compacted(long before, long after) {}
}
