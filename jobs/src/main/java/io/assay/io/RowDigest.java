package io.assay.io;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What rows hold, in one short text, whatever their order and partitions. */
public final class RowDigest {
  private static final int OTHER_HASH = 42;

  private RowDigest() {}

  /**
   * The number of rows and 128 bits of their content.
   *
   * @param columns that count; no two rows may be alike in all of them, as such rows cancel out
   */
  public static String of(Dataset<Row> rows, String... columns) {
    Column[] values = Stream.of(columns).map(name -> col(name)).toArray(Column[]::new);
    Column[] salted =
        Stream.concat(Stream.of(lit(OTHER_HASH)), Stream.of(values)).toArray(Column[]::new);
    return rows.agg(count(lit(1)), bit_xor(xxhash64(values)), bit_xor(xxhash64(salted)))
        .first()
        .mkString("-");
  }
}
