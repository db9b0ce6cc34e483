package io.assay.llm;

/** How far a provider's batch API is used in one go. */
public enum BatchMode {
  /** Hands over what is missing and ends. */
  SUBMIT,
  /** Takes what is ready and ends. */
  FETCH,
  /** Hands over, waits, and takes. */
  WAIT
}
