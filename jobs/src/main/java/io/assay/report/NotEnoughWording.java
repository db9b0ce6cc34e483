package io.assay.report;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.MoreLabels;
import java.util.ArrayList;
import java.util.List;

/** The verdict {@code not-enough-evidence} in words. */
final class NotEnoughWording {
  private final Decision decision;
  private final long gold;

  NotEnoughWording(Decision decision) {
    this.decision = decision;
    this.gold = decision.candidates().stream().mapToLong(Candidate::n).max().orElse(0);
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add("There is not enough evidence to name a tool: " + reason() + ".");
    sentences.add(whatItTakes());
    sentences.addAll(BarWording.notRunning(decision));
    return sentences;
  }

  private String reason() {
    if (gold == 0) {
      return "no post of the test part has a gold label, and accuracy is only ever measured against"
          + " gold";
    }
    if (gold < BarWording.FEWEST_GOLD) {
      return "tools are scored on at most %s, and below %d neither an interval nor a verdict is given"
          .formatted(Prose.counted(gold, "gold post"), BarWording.FEWEST_GOLD);
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
    MoreLabels more = decision.moreLabels();
    if (more != null) {
      return "It would take %s more, about %s and %s of people's time, to settle it with 80 %% probability."
          .formatted(
              Prose.counted(more.n(), "gold label"),
              Figures.money(more.usd()),
              Figures.duration(more.hours()));
    }
    return gold < BarWording.FEWEST_GOLD
        ? "Have at least %d posts of the test part labelled by people first."
            .formatted(BarWording.FEWEST_GOLD)
        : "More labels will not help as things are: no tool's estimate lies above the bar.";
  }
}
