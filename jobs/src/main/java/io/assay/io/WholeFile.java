package io.assay.io;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * Records of a file that is named if it cannot be read to its end: half of it is not taken for all.
 */
record WholeFile<T>(String file, Iterator<T> records) implements Iterator<T> {

  @Override
  public boolean hasNext() {
    try {
      return records.hasNext();
    } catch (Exception e) { // Hadoop's readers throw checked exceptions that they do not declare
      throw named(file, e);
    }
  }

  @Override
  public T next() {
    try {
      return records.next();
    } catch (Exception e) {
      throw named(file, e);
    }
  }

  /** What to throw instead. */
  static RuntimeException named(String file, Exception failure) {
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      String message =
          "%s cannot be read to its end: %s. Bring the whole file and run again"
              .formatted(file, failure.getMessage());
      return new AssayException(ExitCode.USAGE, message, failure);
    }
    return failure instanceof RuntimeException as ? as : new IllegalStateException(failure);
  }
}
