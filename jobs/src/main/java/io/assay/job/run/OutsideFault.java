package io.assay.job.run;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;

/**
 * A disk that is full or not ours to write, an input that a task cannot read, or a signal to stop,
 * is no bug: it is seen to outside, then the command is given again. Executors send failures of a
 * disk as text, so the text decides; Spark's sessions end while the process does, and every step
 * then fails in some way.
 */
public final class OutsideFault {
  private static final List<String> WORDS =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "File too large",
          "Read-only file system",
          "Permission denied",
          "Not a directory",
          "Parent path is not a directory",
          "Mkdirs failed to create");

  private OutsideFault() {}

  /**
   * The failure in words for people, if it came from outside.
   *
   * @param lake that was written to
   */
  static Optional<AssayException> of(Exception failure, Path lake) {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      String message = "stopped by a signal; run again to go on from where it was";
      return Optional.of(new AssayException(ExitCode.NOT_READY, message, failure));
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AssayException told) {
        return Optional.of(told);
      }
      String found = word(cause.getMessage());
      if (found != null) {
        String message =
            "cannot write to %s: %s. Nothing half-written is used: mend it and run again"
                .formatted(lake, found);
        return Optional.of(new AssayException(ExitCode.NOT_READY, message, failure));
      }
    }
    return Optional.empty();
  }

  /** Of the failure; Spark puts whole stack traces into its messages. */
  public static String firstLine(Exception failure) {
    return failure.toString().lines().findFirst().orElse("");
  }

  private static @Nullable String word(@Nullable String message) {
    return message == null
        ? null
        : WORDS.stream().filter(message::contains).findFirst().orElse(null);
  }
}
