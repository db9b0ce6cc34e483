package io.assay.report.wording;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Bar;
import io.assay.decide.Decision.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the verdicts say alike: the bar, a candidate against it, who is out of the running. */
public final class BarWording {
  private static final Set<String> RUNNING = Set.of("meets", "fails", "undecided");

  private BarWording() {}

  /** Whether the bar asks for accuracy on a share of the posts alone. */
  public static boolean selective(Bar bar) {
    return bar.metric().equals("selective_accuracy");
  }

  /** {@code 70 %}, or for selective accuracy with the coverage that it needs. */
  static String bar(Bar bar) {
    String height = Figures.percentExact(bar.atLeast());
    Double coverage = bar.minCoverage();
    if (!selective(bar)) {
      return height;
    }
    String labelled = height + " of the posts that a tool labels";
    return coverage == null
        ? labelled
        : labelled + ", which must be at least " + Figures.percentExact(coverage) + " of all";
  }

  /** What the shares of this bar are shares of. */
  static String whose(Bar bar) {
    return selective(bar) ? "of the posts that it labels" : "of the posts";
  }

  /** {@code estimate 76.4 %: 312 of 408 gold posts}. */
  static String estimate(Candidate candidate) {
    Double value = candidate.value();
    return "%s%d of %s"
        .formatted(
            value == null ? "" : "estimate " + Figures.percent(value) + ": ",
            candidate.right(),
            Prose.counted(candidate.n(), "gold post"));
  }

  /** Whether a candidate labels as many posts as the bar asks for. */
  static boolean coversEnough(Candidate candidate, Bar bar) {
    Double coverage = candidate.coverage();
    Double needed = bar.minCoverage();
    return coverage == null || needed == null || coverage >= needed;
  }

  /** The highest estimate of those in the running that cover enough; the first of equals. */
  static Optional<Candidate> best(Decision decision) {
    return decision.candidates().stream()
        .filter(c -> RUNNING.contains(c.state()) && c.value() != null)
        .filter(c -> coversEnough(c, decision.bar()))
        .max(
            Comparator.<Candidate>comparingDouble(c -> Objects.requireNonNull(c.value()))
                .thenComparingInt(c -> -decision.candidates().indexOf(c)));
  }

  /** Who could not be judged and why, as a list of no or one sentence. */
  static List<String> notRunning(Decision decision) {
    List<String> names =
        decision.candidates().stream()
            .filter(c -> !RUNNING.contains(c.state()))
            .map(BarWording::out)
            .toList();
    return names.isEmpty() ? List.of() : List.of("Not in the running: " + Prose.list(names) + ".");
  }

  private static String out(Candidate candidate) {
    Double hours = candidate.hours();
    String why =
        switch (candidate.state()) {
          case "too-slow" ->
              hours == null ? "too slow" : "too slow with " + Figures.duration(hours);
          case "not-scored" -> "scored on " + Prose.counted(candidate.n(), "gold post");
          default -> candidate.state().replace('-', ' ');
        };
    return candidate.labeler() + " (" + why + ")";
  }
}
