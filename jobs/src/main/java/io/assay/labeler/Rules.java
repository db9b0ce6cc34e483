package io.assay.labeler;

import io.assay.config.AssayException;
import io.assay.config.LabelerSettings.KeyProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** What labelers with a file of rules have in common. */
final class Rules {
  private Rules() {}

  /** Reads a rule file before Spark starts, so that its problems stand among the task's. */
  static void check(Path file, Supplier<?> reading, String key, KeyProblem problem) {
    if (!Files.isReadable(file)) {
      return; // the loader says so itself
    }
    try {
      var unused = reading.get();
    } catch (AssayException e) {
      problem.at(key, String.valueOf(e.getMessage()));
    }
  }
}
