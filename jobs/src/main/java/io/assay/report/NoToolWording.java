package io.assay.report;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Candidate;
import java.util.ArrayList;
import java.util.List;

/** The verdict {@code no-tool-meets-the-bar} in words. */
final class NoToolWording {
  private final Decision decision;

  NoToolWording(Decision decision) {
    this.decision = decision;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add("No tool meets the bar of " + BarWording.bar(decision.bar()) + best() + ".");
    sentences.add(
        "More gold labels will not change that: it takes a better tool, another way to combine"
            + " tools, or a lower bar.");
    sentences.addAll(BarWording.notRunning(decision));
    return sentences;
  }

  private String best() {
    return BarWording.best(decision).map(this::limit).orElse("");
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
