package io.assay.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** How many rows Parquet files have, as their footers say: it takes no job of Spark's. */
final class ParquetRows {
  private ParquetRows() {}

  /**
   * Rows of all files together.
   *
   * @throws UncheckedIOException if one cannot be read
   */
  static long of(List<Path> files, Configuration configuration) {
    return files.parallelStream().mapToLong(file -> of(file, configuration)).sum();
  }

  private static long of(Path file, Configuration configuration) {
    try (var reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
      return reader.getRecordCount();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
