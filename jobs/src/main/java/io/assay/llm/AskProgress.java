package io.assay.llm;

import io.assay.cost.Money;

/** Is told how asking goes on, by one thread at a time. */
public interface AskProgress {
  /**
   * One more request has ended.
   *
   * @param done requests that have ended
   * @param total requests that had to be asked
   * @param spent in this run
   */
  void ended(int done, int total, Money spent);
}
