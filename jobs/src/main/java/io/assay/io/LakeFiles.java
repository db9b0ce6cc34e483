package io.assay.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Files of the lake that are no tables, on any Hadoop file system: read, replaced as a whole,
 * moved, deleted.
 */
public final class LakeFiles implements Serializable {
  private final SerializableConfiguration configuration;

  public LakeFiles(Configuration configuration) {
    this.configuration = new SerializableConfiguration(configuration);
  }

  /** What the file systems are reached with. */
  Configuration configuration() {
    return configuration.value();
  }

  /** The file's text, empty if there is no such file. */
  public Optional<String> read(Path file) {
    try (FSDataInputStream in = system(file).open(file)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the file: readers see the old text or the new one, never a part. */
  public void replace(Path file, String text) {
    Path temporary = new Path(file.getParent(), "_" + file.getName() + ".new");
    try {
      write(temporary, text, true);
      if (system(file) instanceof LocalFileSystem local) {
        // Hadoop's own rename on local disks deletes the old file first: a kill between loses both.
        Files.move(
            local.pathToFile(temporary).toPath(),
            local.pathToFile(file).toPath(),
            StandardCopyOption.ATOMIC_MOVE);
      } else {
        FileContext.getFileContext(file.toUri(), configuration())
            .rename(temporary, file, Options.Rename.OVERWRITE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates the file, or returns false when it is there already. */
  public boolean create(Path file, String text) {
    try {
      write(file, text, false);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves a folder or file to a place where there is nothing. */
  public void move(Path from, Path to) {
    try {
      system(to).mkdirs(to.getParent());
      if (!system(from).rename(from, to)) {
        throw new IOException("could not move " + from + " to " + to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a file or a folder to a place where there is nothing. */
  public void copy(Path from, Path to) {
    try {
      FileUtil.copy(system(from), from, system(to), to, false, configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Brings a folder of this machine to the lake as a whole; where there is one already it stays, be
   * it that of a second attempt at the same task.
   *
   * @param from with a name that no other attempt has
   */
  public void upload(java.nio.file.Path from, Path to) {
    Path own = new Path(to.getParent(), "_" + to.getName() + "-" + from.getFileName());
    try {
      system(to).copyFromLocalFile(new Path(from.toUri()), own);
      if (exists(to) || !system(own).rename(own, to)) {
        delete(own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A folder of the lake as one of this machine: itself if it lies here, or else a copy.
   *
   * @param copies where a copy goes
   */
  public java.nio.file.Path local(Path folder, java.nio.file.Path copies) {
    try {
      if (system(folder) instanceof LocalFileSystem here) {
        return here.pathToFile(folder).toPath();
      }
      java.nio.file.Path copy =
          Files.createTempDirectory(copies, "copy-").resolve(folder.getName());
      system(folder).copyToLocalFile(false, folder, new Path(copy.toUri()), true);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a file or a whole folder; nothing happens when there is none. */
  public void delete(Path path) {
    try {
      system(path).delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is a file or folder. */
  public boolean exists(Path path) {
    try {
      return system(path).exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When the file was last written, empty if there is no such file. */
  public Optional<Instant> modified(Path file) {
    try {
      return Optional.of(
          Instant.ofEpochMilli(system(file).getFileStatus(file).getModificationTime()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands directly in a folder, in order; nothing if there is no such folder. */
  public List<String> names(Path folder) {
    try {
      return Arrays.stream(system(folder).listStatus(folder))
          .map(status -> status.getPath().getName())
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files below a folder and their bytes; hidden and underscore names are not counted. */
  public Listing list(Path folder) {
    List<FileStatus> files = data(folder);
    return new Listing(files.size(), files.stream().mapToLong(FileStatus::getLen).sum());
  }

  /** The paths of the same files, seen from the folder. */
  public List<String> below(Path folder) {
    try {
      Path root = system(folder).makeQualified(folder);
      return data(folder).stream()
          .map(file -> root.toUri().relativize(file.getPath().toUri()).getPath())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<FileStatus> data(Path folder) {
    try {
      List<FileStatus> files = new ArrayList<>();
      for (FileStatus status : system(folder).listStatus(folder)) {
        String name = status.getPath().getName();
        if (!name.startsWith("_") && !name.startsWith(".")) {
          files.addAll(status.isDirectory() ? data(status.getPath()) : List.of(status));
        }
      }
      return files;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path file, String text, boolean overwrite) throws IOException {
    try (FSDataOutputStream out = system(file).create(file, overwrite)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The file system of a path; without the side files of checksums, which go stale by hand. */
  public FileSystem system(Path path) throws IOException {
    FileSystem system = path.getFileSystem(configuration());
    system.setWriteChecksum(false);
    system.setVerifyChecksum(false);
    return system;
  }

  /** How many files and bytes a folder holds. */
  public record Listing(long files, long bytes) {}
}
