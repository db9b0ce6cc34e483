package io.assay.io;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
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

  /**
   * Refuses a file that is there already, as somebody may have worked in it, and a folder that is
   * not.
   *
   * @throws AssayException {@link ExitCode#USAGE} with the name
   */
  public void checkNew() {
    Path target = path.toAbsolutePath();
    if (Files.exists(target)) {
      throw usage("%s is there already; move it away, or name another file".formatted(path));
    }
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw usage("there is no folder %s to write a file in".formatted(folder));
    }
  }

  /** Writes the file as a whole; readers see all of it or none. */
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

  private static AssayException usage(String message) {
    return new AssayException(ExitCode.USAGE, message);
  }

  private static String line(List<String> record) {
    return CSVFormat.RFC4180.format(record.toArray());
  }
}
