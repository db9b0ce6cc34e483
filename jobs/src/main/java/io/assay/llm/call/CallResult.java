package io.assay.llm.call;

import org.jspecify.annotations.Nullable;

/** What became of one HTTP call. */
public sealed interface CallResult {

  /** From sending to the end, in milliseconds. */
  int latencyMs();

  /**
   * The server answered, whatever it said.
   *
   * @param retryAfter the header as it came, null without one
   */
  record Reply(int status, String body, @Nullable String retryAfter, int latencyMs)
      implements CallResult {}

  /**
   * No answer came.
   *
   * @param sent whether the server may have done the work, and billed it
   * @param reason for people, without anything of the request
   */
  record Lost(boolean sent, String reason, int latencyMs) implements CallResult {}
}
