package io.assay.io.input;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files behind paths that a person gave: a file, a folder (with what is below) or a glob.
 *
 * @param files sorted by path
 */
public record InputFiles(List<InputFile> files) {

  /** A format that records are read from. */
  public enum Format {
    JSONL,
    CSV,
    PARQUET
  }

  /** One file. */
  public record InputFile(Path path, Format format, long bytes, long modifiedMillis) {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\{}\\[\\]*?^]");

    /** The path for readers that take every path for a glob. */
    String asGlob() {
      return SPECIAL.matcher(path.toString()).replaceAll("\\\\$0");
    }

    /** Path, length and time of change: another content has another. */
    public String identity() {
      return path + " " + bytes + " " + modifiedMillis;
    }

    /** Whether several tasks can read parts of it. */
    boolean isSplittable() {
      return format == Format.PARQUET || (format == Format.JSONL && !isPacked(path));
    }
  }

  public InputFiles {
    files = files.stream().sorted(Comparator.comparing(f -> f.path().toString())).toList();
  }

  /**
   * Looks the paths up.
   *
   * @throws AssayException {@link ExitCode#NOT_READY} if a path matches nothing, {@link
   *     ExitCode#USAGE} if a file's ending is not known
   */
  public static InputFiles find(List<String> paths, Configuration configuration) {
    List<InputFile> found = new ArrayList<>();
    for (String given : paths) {
      int before = found.size();
      try {
        Path path = new Path(given);
        FileSystem system = path.getFileSystem(configuration);
        FileStatus[] matches = system.globStatus(path);
        for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
          collect(system, match, found);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (found.size() == before) {
        throw new AssayException(
            ExitCode.NOT_READY, "there is no input at " + given + " (a file, a folder or a glob)");
      }
    }
    return new InputFiles(found);
  }

  /**
   * What a file is called: its name without folder and endings; a {@code part-…} file of a folder
   * that Spark wrote is called like the folder.
   */
  public static String title(String path) {
    Path file = new Path(path);
    boolean part = file.getName().startsWith("part-") && file.getParent() != null;
    return (part ? file.getParent() : file)
        .getName()
        .replaceFirst("(?i)\\.gz$", "")
        .replaceFirst("(?i)\\.(jsonl|ndjson|json|csv|parquet)$", "");
  }

  /** The files with a title. */
  public InputFiles titled(String title) {
    return new InputFiles(
        files.stream().filter(f -> title(f.path().toString()).equals(title)).toList());
  }

  /** All but those of some identities. */
  public InputFiles without(Set<String> identities) {
    return new InputFiles(files.stream().filter(f -> !identities.contains(f.identity())).toList());
  }

  /** Of all files together. */
  public long bytes() {
    return files.stream().mapToLong(InputFile::bytes).sum();
  }

  /** The files of one format. */
  public List<InputFile> of(Format format) {
    return files.stream().filter(f -> f.format() == format).toList();
  }

  private static void collect(FileSystem system, FileStatus status, List<InputFile> found)
      throws IOException {
    String name = status.getPath().getName();
    if (name.startsWith("_") || name.startsWith(".")) {
      return;
    }
    if (status.isDirectory()) {
      for (FileStatus child : system.listStatus(status.getPath())) {
        collect(system, child, found);
      }
      return;
    }
    found.add(
        new InputFile(
            status.getPath(),
            format(status.getPath()),
            status.getLen(),
            status.getModificationTime()));
  }

  /** Whether the file is gzip by its name. */
  static boolean isPacked(Path path) {
    return path.getName().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static Format format(Path path) {
    String name = path.getName().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (endsWithAny(name, ".jsonl", ".ndjson", ".json")) {
      return Format.JSONL;
    }
    if (endsWithAny(name, ".csv")) {
      return Format.CSV;
    }
    if (endsWithAny(name, ".parquet")) {
      return Format.PARQUET;
    }
    throw new AssayException(
        ExitCode.USAGE,
        path + " is of no known format; name it .jsonl, .csv (each may end in .gz) or .parquet");
  }

  private static boolean endsWithAny(String name, String... endings) {
    return Arrays.stream(endings).anyMatch(name::endsWith);
  }
}
