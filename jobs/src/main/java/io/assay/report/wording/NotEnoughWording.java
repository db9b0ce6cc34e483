package io.assay.report.wording;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.MoreLabels;
import io.assay.stats.Floors;
import java.util.List;

/** The verdict {@code not-enough-evidence} in words. */
final class NotEnoughWording implements VerdictText.Wording {
  private final Decision decision;
  private final long gold;

  NotEnoughWording(Decision decision) {
    this.decision = decision;
    this.gold = decision.candidates().stream().mapToLong(Candidate::n).max().orElse(0);
  }

  @Override
  public List<String> verdict() {
    return List.of("There is not enough evidence to name a tool: " + reason() + ".", whatItTakes());
  }

  @Override
  public List<String> more() {
    return BarWording.notRunning(decision);
  }

  private String reason() {
    if (gold == 0) {
      return "no post of the test part has a gold label, and accuracy is only ever measured against"
          + " gold";
    }
    if (gold < Floors.GOLD_FOR_INTERVAL) {
      return "tools are scored on at most %s, and below %d neither an interval nor a verdict is given"
          .formatted(Prose.counted(gold, "gold post"), Floors.GOLD_FOR_INTERVAL);
    }
    String bar = "the bar is " + BarWording.bar(decision.bar());
    return BarWording.best(decision).map(best -> bar + between(best)).orElse(bar);
  }

  private String between(Candidate best) {
    Double lower = best.lower();
    Double upper = best.upper();
    if (lower == null || upper == null) {
      return ", and the best so far is %s (%s)"
          .formatted(best.labeler(), BarWording.estimate(best));
    }
    return ", and the best so far, %s, is right on between %s and %s %s (%s)"
        .formatted(
            best.labeler(),
            Figures.percentAtLeast(lower),
            Figures.percentAtMost(upper),
            BarWording.whose(decision.bar()),
            BarWording.estimate(best));
  }

  private String whatItTakes() {
    boolean few = gold < Floors.GOLD_FOR_INTERVAL;
    MoreLabels more = decision.moreLabels();
    if (more == null) {
      return few
          ? "Have at least %d posts of the test part labelled by people first."
              .formatted(Floors.GOLD_FOR_INTERVAL)
          : "More labels will not help as things are: no tool's estimate lies above the bar.";
    }
    if (more.n() == 0) {
      return "No new labels are needed: ask the undecided tools about more of the gold that there is.";
    }
    String labels = Prose.counted(more.n(), "gold label") + " more";
    String price =
        "about %s and %s of people's time"
            .formatted(Figures.money(more.usd()), Figures.duration(more.hours()));
    return few
        ? "Even a tool that makes no error would need %s, %s, to be sure of."
            .formatted(labels, price)
        : "It would take %s, %s, to settle it with 80 %% probability.".formatted(labels, price);
  }
}
