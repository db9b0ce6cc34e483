package io.assay.io.input;

import io.assay.io.Table;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * One record of an input file: its fields, or the reason why it has none.
 *
 * @param source the file
 * @param position byte offset in the (unpacked) file; the row index for Parquet
 * @param fields column to text, null where the record cannot be read
 * @param reason null where it can
 * @param raw the record as it stands, at most 2,000 characters
 */
record RawRecord(
    String source,
    long position,
    @Nullable Map<String, @Nullable String> fields,
    @Nullable String reason,
    String detail,
    String raw) {

  /** Columns of a record before its own, which are those of its components but the fields. */
  static final StructType PLACE =
      Table.columns("source", "position long", "reason?", "detail", "raw");

  /** Of {@code raw}, in characters. */
  static final int LENGTH = 2_000;

  /** The record as a row: its place, then the columns, each under the first name that is there. */
  Row row(List<List<String>> names) {
    int first = PLACE.length();
    @Nullable Object[] values = new @Nullable Object[first + names.size()];
    values[0] = source;
    values[1] = position;
    values[2] = reason;
    values[3] = detail;
    values[4] = raw;
    Map<String, @Nullable String> there = fields == null ? Map.of() : fields;
    for (int i = 0; i < names.size(); i++) {
      values[first + i] = first(names.get(i), there);
    }
    return RowFactory.create(values);
  }

  private static @Nullable String first(List<String> names, Map<String, @Nullable String> fields) {
    for (String name : names) {
      if (fields.containsKey(name)) {
        return fields.get(name);
      }
    }
    return null;
  }

  static RawRecord good(
      String source, long position, Map<String, @Nullable String> fields, String raw) {
    return new RawRecord(source, position, fields, null, "", shorten(raw));
  }

  static RawRecord bad(String source, long position, String reason, String detail, String raw) {
    return new RawRecord(source, position, null, reason, detail, shorten(raw));
  }

  /**
   * The bytes as text.
   *
   * @throws CharacterCodingException if they are not UTF-8
   */
  static String utf8(byte[] bytes, int length) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
  }

  private static String shorten(String raw) {
    int end = Math.min(raw.length(), LENGTH);
    boolean splitsPair =
        end > 0 && end < raw.length() && Character.isHighSurrogate(raw.charAt(end - 1));
    return raw.substring(0, splitsPair ? end - 1 : end);
  }
}
