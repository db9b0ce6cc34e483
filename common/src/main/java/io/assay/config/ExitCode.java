package io.assay.config;

/** How a command ends, as a scheduler sees it. 1 and 137 are left to the JVM and the system. */
public enum ExitCode {
  OK(0),
  /** Command line, task file, price, key, or the content of gold or imports is wrong. */
  USAGE(2),
  /** The budget stopped {@code ask}; the other steps ran on what there is. */
  BUDGET(3),
  /** A check failed: leakage or an audit. */
  CHECK(4),
  /**
   * Not ready, try again: an input, an earlier step or an endpoint is missing, or a lock is held.
   */
  NOT_READY(5),
  /** A fault of Assay itself. */
  BUG(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process exit status, 0 to 70. */
  public int code() {
    return code;
  }
}
