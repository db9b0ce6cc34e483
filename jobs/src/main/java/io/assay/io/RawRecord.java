package io.assay.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

  private static final int RAW_LENGTH = 2_000;

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
    int end = Math.min(raw.length(), RAW_LENGTH);
    boolean splitsPair =
        end > 0 && end < raw.length() && Character.isHighSurrogate(raw.charAt(end - 1));
    return raw.substring(0, splitsPair ? end - 1 : end);
  }
}
