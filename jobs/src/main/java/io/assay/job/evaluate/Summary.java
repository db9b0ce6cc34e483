package io.assay.job.evaluate;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Candidate;
import io.assay.io.RunFolder;
import io.assay.job.ask.AskNotes;
import io.assay.job.run.Screen;
import io.assay.job.run.Step;
import io.assay.report.wording.VerdictText;
import io.assay.report.wording.WarningText;
import io.assay.stats.Binomial;
import io.assay.stats.Floors;
import io.assay.stats.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A decision on the screen. */
public final class Summary {
  private static final double ALPHA = 0.05;

  private Summary() {}

  /** The decision of a run. */
  public static void print(RunFolder run, Screen screen) {
    print(Decide.read(run), run, screen);
    screen.line("");
    screen.line("report: " + run.published(Report.HTML).toUri().getPath());
  }

  /** A decision about what a run has counted, the verdict and a line a labeler. */
  public static void print(Decision decision, RunFolder run, Screen screen) {
    String note =
        run.manifest().step(Step.ASK.key()).map(s -> s.notes().get(AskNotes.MODEL)).orElse(null);
    screen.line("");
    screen.line(VerdictText.of(decision, note).plain());
    screen.line("");
    screen.line(
        String.format(
            Locale.ROOT,
            "%-16s %8s  %-24s %12s %10s  %s",
            "labeler",
            "coverage",
            decision.bar().metric().replace('_', ' ') + " (95 %)",
            "$ per 1,000",
            "hours",
            "state"));
    decision.candidates().forEach(candidate -> screen.line(line(candidate)));
    if (!decision.warnings().isEmpty()) {
      screen.line("");
    }
    decision.warnings().forEach(code -> screen.line("note: " + WarningText.of(code)));
  }

  private static String line(Candidate c) {
    return String.format(
        Locale.ROOT,
        "%-16s %8s  %-24s %12s %10s  %s",
        c.labeler(),
        percent(c.coverage()),
        accuracy(c),
        c.marginalUsdPer1000() == null
            ? "-"
            : String.format(Locale.ROOT, "%.6f", c.marginalUsdPer1000()),
        c.hours() == null ? "-" : String.format(Locale.ROOT, "%.4f", c.hours()),
        c.state());
  }

  private static String accuracy(Candidate c) {
    if (c.n() == 0) {
      return "-";
    }
    if (c.n() < Floors.GOLD_FOR_INTERVAL) {
      return percent(c.value()) + " of " + c.n();
    }
    Interval wilson = Binomial.wilson(c.right(), c.n(), ALPHA);
    return String.format(
        Locale.ROOT,
        "%s [%s, %s]",
        percent(c.value()),
        percent(wilson.lower()),
        percent(wilson.upper()));
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
