package io.assay.io.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of one CSV file with a header line, lazily. The bytes are read as Latin-1, in which a
 * character is a byte, so that positions are byte offsets; each value is then decoded as UTF-8 by
 * itself, so that one bad value costs one record.
 */
final class CsvRecords implements Iterator<RawRecord> {
  private final String source;
  private final Iterator<CSVRecord> records;
  private final List<String> header = new ArrayList<>();
  private @Nullable RawRecord next;
  private boolean broken;

  CsvRecords(String source, InputStream bytes) {
    this.source = source;
    try {
      var reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.ISO_8859_1));
      records = CSVParser.parse(reader, CSVFormat.RFC4180).iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (records.hasNext()) {
      records.next().forEach(name -> header.add(decoded(name).replace("\uFEFF", "").strip()));
    }
    next = advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public RawRecord next() {
    RawRecord current = next;
    if (current == null) {
      throw new NoSuchElementException();
    }
    next = advance();
    return current;
  }

  private @Nullable RawRecord advance() {
    try {
      while (!broken && records.hasNext()) {
        CSVRecord row = records.next();
        if (row.size() > 1 || !row.get(0).isBlank()) {
          return record(row);
        }
      }
      return null;
    } catch (UncheckedIOException | IllegalStateException e) {
      // The parser cannot find the next record after a quote that never closes.
      broken = true;
      String why = String.valueOf(e.getMessage());
      return RawRecord.bad(source, -1, "not-csv", "the rest of the file is lost: " + why, "");
    }
  }

  private RawRecord record(CSVRecord row) {
    long position = row.getCharacterPosition();
    String raw = String.join(",", row.values());
    if (row.size() != header.size()) {
      String detail = "%d values under %d columns".formatted(row.size(), header.size());
      return RawRecord.bad(source, position, "not-csv", detail, decoded(raw));
    }
    try {
      Map<String, @Nullable String> fields = new HashMap<>();
      for (int i = 0; i < row.size(); i++) {
        byte[] bytes = row.get(i).getBytes(StandardCharsets.ISO_8859_1);
        fields.put(header.get(i), bytes.length == 0 ? null : RawRecord.utf8(bytes, bytes.length));
      }
      return RawRecord.good(source, position, fields, decoded(raw));
    } catch (CharacterCodingException e) {
      return RawRecord.bad(source, position, "not-utf8", "bytes that are not UTF-8", decoded(raw));
    }
  }

  private static String decoded(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
