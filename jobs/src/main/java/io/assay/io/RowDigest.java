package io.assay.io;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What rows hold, whatever their order and partitions.
 *
 * @param rows how many there are
 * @param text their number and 128 bits of their content
 */
public record RowDigest(long rows, String text) {
  private static final int OTHER_HASH = 42;

  /**
   * Goes over the rows once.
   *
   * @param columns that count; no two rows may be alike in all of them, as such rows cancel out
   */
  public static RowDigest of(Dataset<Row> rows, String... columns) {
    List<Column> values = Stream.of(columns).map(name -> col(name)).toList();
    List<Column> reversed = new ArrayList<>(values);
    Collections.reverse(reversed);
    reversed.add(lit(OTHER_HASH));
    Row row = rows.agg(count(lit(1)), bit_xor(hash(values)), bit_xor(hash(reversed))).first();
    return new RowDigest(row.getLong(0), row.mkString("-"));
  }

  private static Column hash(List<Column> values) {
    return xxhash64(values.toArray(Column[]::new));
  }
}
