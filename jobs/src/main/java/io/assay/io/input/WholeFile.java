package io.assay.io.input;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.zip.ZipException;

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

  /** What to throw instead: a file that ends too soon is not what it should be, others may be. */
  static RuntimeException named(String file, Exception failure) {
    Throwable cause = failure instanceof UncheckedIOException io ? io.getCause() : failure;
    if (cause instanceof EOFException || cause instanceof ZipException) {
      String message =
          "%s cannot be read to its end: %s. Bring the whole file and run again"
              .formatted(file, cause.getMessage());
      return new AssayException(ExitCode.USAGE, message, failure);
    }
    if (cause instanceof IOException) {
      String message = "%s cannot be read: %s".formatted(file, cause.getMessage());
      return new AssayException(ExitCode.NOT_READY, message, failure);
    }
    return failure instanceof RuntimeException as ? as : new IllegalStateException(failure);
  }
}
