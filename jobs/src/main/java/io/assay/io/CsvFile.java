package io.assay.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/** A local CSV file for people, in UTF-8 (RFC 4180). */
public record CsvFile(Path path) {

  /** Replaces the file as a whole. */
  public void write(List<String> header, List<List<String>> records) {
    Path target = path.toAbsolutePath();
    Path beside = target.resolveSibling("." + target.getFileName() + ".new");
    Stream<List<String>> all = Stream.concat(Stream.of(header), records.stream());
    try {
      Files.write(beside, all.map(CsvFile::line).toList(), StandardCharsets.UTF_8);
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(List<String> record) {
    return CSVFormat.RFC4180.format(record.toArray());
  }
}
