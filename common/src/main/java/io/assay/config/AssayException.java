package io.assay.config;

/**
 * An end that the user can do something about: the message says what is wrong, where, and what
 * would be right. Anything else that is thrown is a bug.
 */
public final class AssayException extends RuntimeException {
  private final ExitCode exitCode;

  public AssayException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public AssayException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What the process ends with. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
