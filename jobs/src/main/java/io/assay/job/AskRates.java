package io.assay.job;

import io.assay.config.LabelerSpec;
import io.assay.io.AnswerStore;
import io.assay.io.CallRate;
import io.assay.llm.AskSummary;

/** How long an LLM took a text, in wall time and in core time of a local server. */
final class AskRates {
  private AskRates() {}

  /** Adds what was asked now to what is known, and notes the rates for the ledger. */
  static void note(JobContext context, AnswerStore store, LabelerSpec labeler, AskSummary summary) {
    CallRate now = new CallRate(summary.asked(), summary.seconds(), summary.cpuSeconds());
    CallRate before = store.rate(summary.model());
    CallRate all = summary.seconds() > 0 ? before.plus(now) : before;
    // A batch takes as long as the provider likes: that is no rate.
    if (now.known() && summary.seconds() > 0) {
      store.keepRate(summary.model(), all);
    }
    if (all.known()) {
      context.note(Ask.CALLS_RATE + labeler.name(), all.secondsEach() * 1_000);
      context.note(Ask.SERVER_RATE + labeler.name(), all.coreSecondsEach() * 1_000);
    }
  }
}
