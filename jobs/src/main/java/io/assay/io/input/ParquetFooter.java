package io.assay.io.input;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.input.InputFiles.InputFile;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * What a Parquet file says of itself.
 *
 * @param columns with their types, as text
 * @param largestGroup bytes of the largest row group, which only one task can read
 */
record ParquetFooter(InputFile file, String columns, long largestGroup) {
  /** Where Spark keeps the types that Parquet has no names for. */
  private static final String SPARK_TYPES = "org.apache.spark.sql.parquet.row.metadata";

  /**
   * Those of files, in their order.
   *
   * @throws AssayException {@link ExitCode#USAGE} if a file is not Parquet or not whole, {@link
   *     ExitCode#NOT_READY} if it cannot be reached
   */
  static List<ParquetFooter> of(List<InputFile> files, Configuration configuration) {
    return files.parallelStream().map(file -> of(file, configuration)).toList();
  }

  private static ParquetFooter of(InputFile file, Configuration configuration) {
    try (var reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), configuration))) {
      FileMetaData meta = reader.getFileMetaData();
      long largest =
          reader.getRowGroups().stream()
              .mapToLong(BlockMetaData::getCompressedSize)
              .max()
              .orElse(0);
      String types = meta.getKeyValueMetaData().get(SPARK_TYPES);
      return new ParquetFooter(file, meta.getSchema() + " " + types, largest);
    } catch (IOException e) {
      throw WholeFile.named(file.path().toString(), e);
    } catch (RuntimeException e) {
      throw new AssayException(
          ExitCode.USAGE,
          file.path() + " cannot be read as a whole Parquet file: " + e.getMessage(),
          e);
    }
  }
}
