package io.assay.llm.local;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Work on the cache, which other processes may share. */
final class CacheFolder {
  private CacheFolder() {}

  /** What is done under the lock. */
  interface Task<T> {
    T run() throws IOException;
  }

  /**
   * Runs a task while no other process or thread runs one with the same lock file: one fills a
   * place of the cache, the others wait and find it filled.
   *
   * @throws AssayException (NOT_READY) if the cache cannot be written
   */
  static synchronized <T> T holding(Path lockFile, Task<T> task) {
    try {
      Files.createDirectories(lockFile.toAbsolutePath().getParent());
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        return task.run();
      }
    } catch (IOException e) {
      throw new AssayException(
          ExitCode.NOT_READY,
          "cannot fill the cache at %s: %s".formatted(lockFile.getParent(), e.getMessage()),
          e);
    }
  }

  /** Deletes a folder and all that is in it. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
