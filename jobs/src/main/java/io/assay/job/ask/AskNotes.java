package io.assay.job.ask;

import io.assay.config.LabelerSpec;
import io.assay.cost.Range;
import io.assay.io.answer.AnswerStore;
import io.assay.job.run.JobContext;
import io.assay.llm.AskSummary;
import io.assay.llm.LlmResult;
import java.util.Locale;

/** What is told of an asking: what was reused, asked and spent, and why it ended early. */
public final class AskNotes {
  /** Note: another model answered than the task names. */
  public static final String MODEL = "model_note";

  private AskNotes() {}

  /** Writes it to the manifest and the screen; what ended early ends the run so. */
  static void note(JobContext context, AnswerStore store, LabelerSpec labeler, LlmResult result) {
    AskSummary summary = result.summary();
    String of = "." + labeler.name();
    context.note("model" + of, summary.model());
    context.note("reused" + of, summary.reused());
    context.note("asked" + of, summary.asked());
    context.note("in_flight_at_kill" + of, summary.inFlightAtKill());
    context.note("saved_usd" + of, summary.saved());
    context.note("spent_usd" + of, summary.spent());
    Range estimate = summary.estimate().usd();
    context.note("estimated_usd" + of, estimate == null ? "not known" : Amounts.usdSpan(estimate));
    context.note("prior_correction" + of, result.correction().name().toLowerCase(Locale.ROOT));
    AskRates.note(context, store, labeler, result);
    if (summary.substitution() != null) {
      context.note(MODEL, summary.substitution());
    }
    context.host().screen().line(said(labeler, summary));
    if (summary.stop() != AskSummary.Stop.COMPLETE) {
      context.stoppedEarly(summary.stop().exitCode(), stopped(labeler, summary));
    }
  }

  private static String said(LabelerSpec labeler, AskSummary summary) {
    return String.format(
        Locale.ROOT,
        "          %s (%s): %,d texts, %,d from the store, %,d asked, %s%s",
        labeler.name(),
        summary.model(),
        summary.texts(),
        summary.reused(),
        summary.asked(),
        summary.spent(),
        foretold(summary));
  }

  private static String foretold(AskSummary summary) {
    if (summary.asked() == 0) {
      return "";
    }
    Range usd = summary.estimate().usd();
    return usd == null
        ? " (no estimate: this model was never asked before)"
        : " (estimated " + Amounts.usdSpan(usd) + ")";
  }

  /** Why an asking ended early, and what is left. */
  static String stopped(LabelerSpec labeler, AskSummary summary) {
    if (!summary.stop().words().isEmpty()) {
      return "%s: %s".formatted(labeler.name(), summary.stop().words());
    }
    return String.format(
        Locale.ROOT,
        "asking %s stopped (%s): %,d of %,d texts are left, for about %s more%s",
        labeler.name(),
        summary.stop().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        summary.left(),
        summary.texts(),
        summary.rest(),
        summary.lastFailure() == null ? "" : "; last failure: " + summary.lastFailure());
  }
}
