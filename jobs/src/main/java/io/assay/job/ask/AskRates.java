package io.assay.job.ask;

import io.assay.config.LabelerSpec;
import io.assay.io.answer.AnswerStore;
import io.assay.io.answer.CallRate;
import io.assay.job.run.JobContext;
import io.assay.llm.AskSummary;
import io.assay.llm.LlmResult;
import io.assay.llm.answer.LlmLabel;
import java.util.IntSummaryStatistics;
import java.util.List;

/** How long an LLM took a text, in wall time and in core time of a local server. */
public final class AskRates {
  /** Prefix of notes, a labeler each: seconds of calls for 1,000 posts. */
  public static final String CALLS = "call_seconds_per_1000.";

  /** Prefix of notes, a labeler each: core seconds of a server of ours for 1,000 posts. */
  public static final String SERVER = "server_core_seconds_per_1000.";

  private AskRates() {}

  /** Adds what was asked now to what is known, and notes the rates for the ledger. */
  static void note(JobContext context, AnswerStore store, LabelerSpec labeler, LlmResult result) {
    AskSummary summary = result.summary();
    CallRate now = new CallRate(summary.asked(), summary.seconds(), summary.cpuSeconds());
    CallRate before = store.rate(summary.model());
    CallRate all = summary.seconds() > 0 ? before.plus(now) : before;
    // A batch takes as long as the provider likes: that is no rate.
    if (now.known() && summary.seconds() > 0) {
      store.keepRate(summary.model(), all);
    }
    int concurrency = AskInputs.endpoint(context.spec(), labeler).concurrency();
    CallRate told = orOfLatencies(all, result.labels(), concurrency, context.host().cores());
    if (told.known()) {
      context.note(CALLS + labeler.name(), told.secondsEach() * 1_000);
      context.note(SERVER + labeler.name(), told.coreSecondsEach() * 1_000);
    }
  }

  /**
   * A rate is kept when asking ends. Answers that an asking left behind when it was killed tell it
   * by their latencies: a server of our own had so many at a time in work, with all its cores.
   */
  static CallRate orOfLatencies(CallRate kept, List<LlmLabel> labels, int concurrency, int cores) {
    if (kept.known()) {
      return kept;
    }
    IntSummaryStatistics millis =
        labels.stream().mapToInt(LlmLabel::latencyMs).filter(ms -> ms > 0).summaryStatistics();
    double seconds = millis.getSum() / 1_000.0 / concurrency;
    return new CallRate(millis.getCount(), seconds, cores * seconds);
  }
}
