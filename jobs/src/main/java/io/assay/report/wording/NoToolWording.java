package io.assay.report.wording;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Candidate;
import java.util.List;

/** The verdict {@code no-tool-meets-the-bar} in words. */
final class NoToolWording implements VerdictText.Wording {
  private final Decision decision;

  NoToolWording(Decision decision) {
    this.decision = decision;
  }

  @Override
  public List<String> verdict() {
    return List.of(
        "No tool meets the bar of " + BarWording.bar(decision.bar()) + best() + ".",
        "More gold labels will not change that: it takes a better tool, another way to combine"
            + " tools, or a lower bar.");
  }

  @Override
  public List<String> more() {
    return BarWording.notRunning(decision);
  }

  private String best() {
    boolean covered =
        decision.candidates().stream().anyMatch(c -> BarWording.coversEnough(c, decision.bar()));
    return covered
        ? BarWording.best(decision).map(this::limit).orElse("")
        : ": none labels as many of the posts as it asks for";
  }

  private String limit(Candidate candidate) {
    Double upper = candidate.upper();
    return upper == null
        ? ""
        : ": even the best, %s, is right on at most %s %s (%s)"
            .formatted(
                candidate.labeler(),
                Figures.percentAtMost(upper),
                BarWording.whose(decision.bar()),
                BarWording.estimate(candidate));
  }
}
