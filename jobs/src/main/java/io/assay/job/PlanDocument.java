package io.assay.job;

import io.assay.cost.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would compute and buy, in the form of {@code plan --out}.
 *
 * @param measuredIn days of the earlier runs that the rates come from
 * @param posts that the figures are for
 * @param cores that compute
 * @param asks one an LLM labeler
 * @param labelling the corpus with one labeler each; empty before the first run
 * @param totalHours of all steps that have a rate
 * @param totalUsd the same, and what is bought
 * @param withoutRate steps that are not in the totals, since nothing was measured of them yet
 * @param budgetUsd what may be bought in one run
 */
record PlanDocument(
    int schemaVersion,
    String task,
    String ds,
    List<String> measuredIn,
    long posts,
    int cores,
    List<Work> steps,
    List<Asking> asks,
    List<Labelling> labelling,
    Memory memory,
    Range totalHours,
    Range totalUsd,
    List<String> withoutRate,
    double budgetUsd) {

  /**
   * One step.
   *
   * @param done whether a run would skip it
   * @param amount of {@code unit} to go through, 0 for a step that does not grow with the posts
   * @param hours by the clock, null if nothing was measured yet
   * @param usd of the cores, null if nothing was measured yet
   */
  record Work(
      String step,
      boolean done,
      long amount,
      String unit,
      @Nullable Range hours,
      @Nullable Range usd) {}

  /**
   * One LLM.
   *
   * @param posts of its sample
   * @param texts distinct ones, repeated askings counted
   * @param stored of these, paid before
   * @param hours null if nothing is known of the server's speed
   * @param usd null if nothing was measured that a price could be made of
   * @param atMostUsd what would be reserved for all calls together
   * @param basis {@code measured} on earlier answers to the prompt, or {@code bytes} of the
   *     requests
   */
  record Asking(
      String labeler,
      String endpoint,
      int posts,
      int texts,
      int stored,
      Range inputTokens,
      Range outputTokens,
      @Nullable Range hours,
      @Nullable Range usd,
      double atMostUsd,
      String basis) {
    int toAsk() {
      return texts - stored;
    }
  }

  /** The whole corpus by one labeler; null where it is not known. */
  record Labelling(String labeler, @Nullable Range hours, @Nullable Range usd) {}

  /**
   * Memory in MiB.
   *
   * @param driver heap and all, null if no run says what it took; it does not grow with the posts
   * @param executorNative of one executor beside its heap: the model and the batches of its cores;
   *     null if the model was not fetched yet
   */
  record Memory(@Nullable Double driver, @Nullable Double executorNative) {}
}
