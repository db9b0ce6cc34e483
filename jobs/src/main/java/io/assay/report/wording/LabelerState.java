package io.assay.report.wording;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.Undecided;
import org.jspecify.annotations.Nullable;

/**
 * Where a labeler stands against the bar.
 *
 * @param key the decision's word, for colours and shapes
 * @param word what a reader sees
 * @param reason one phrase, empty when there is nothing to add
 */
public record LabelerState(String key, String word, String reason) {

  /**
   * The state of one labeler.
   *
   * @param candidate null for a labeler that the decision does not know
   * @param note what the run says of the labeler
   */
  public static LabelerState of(
      Decision decision, @Nullable Candidate candidate, @Nullable String note) {
    String said = note == null ? "" : note;
    if (candidate == null) {
      return new LabelerState("not-scored", "not scored", said);
    }
    return switch (candidate.state()) {
      case "meets" -> new LabelerState("meets", "certified", limit("at least ", candidate.lower()));
      case "fails" -> new LabelerState("fails", "ruled out", failure(decision, candidate));
      case "undecided" ->
          new LabelerState("undecided", "undecided", undecided(decision, candidate));
      case "not-scored" ->
          new LabelerState(
              "not-scored",
              "not scored",
              Prose.counted(candidate.n(), "gold post") + " to score it on");
      case "too-slow" -> new LabelerState("too-slow", "too slow", slow(candidate));
      default -> new LabelerState(candidate.state(), candidate.state().replace('-', ' '), said);
    };
  }

  private static String limit(String words, @Nullable Double limit) {
    if (limit == null) {
      return "";
    }
    boolean lower = words.equals("at least ");
    return words + (lower ? Figures.percentAtLeast(limit) : Figures.percentAtMost(limit));
  }

  private static String failure(Decision decision, Candidate candidate) {
    Double coverage = candidate.coverage();
    return coverage == null || BarWording.coversEnough(candidate, decision.bar())
        ? limit("at most ", candidate.upper())
        : "labels only " + Figures.percent(coverage) + " of the posts";
  }

  private static String slow(Candidate candidate) {
    Double hours = candidate.hours();
    return hours == null ? "" : "needs " + Figures.duration(hours);
  }

  private static String undecided(Decision decision, Candidate candidate) {
    String between = between(candidate);
    return decision.undecided().stream()
        .filter(u -> u.labeler().equals(candidate.labeler()))
        .findFirst()
        .map(u -> between + "; " + takes(u))
        .orElse(between);
  }

  private static String between(Candidate candidate) {
    Double lower = candidate.lower();
    Double upper = candidate.upper();
    return lower == null || upper == null
        ? Prose.counted(candidate.n(), "gold post")
        : Figures.percentAtLeast(lower) + " to " + Figures.percentAtMost(upper);
  }

  private static String takes(Undecided undecided) {
    Long n = undecided.n();
    return n == null
        ? "more labels will not help"
        : Prose.counted(n, "gold post") + " in all would probably tell";
  }
}
