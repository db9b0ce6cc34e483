package io.assay.eval;

import io.assay.stats.Estimate;
import io.assay.stats.MultiRaterAgreement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far people agree among themselves where a post has several labels: no labeler can be shown to
 * be better than the people it is held against.
 */
public final class Annotators {
  /** Stands for the people in table {@code evaluation}; no labeler can have this name. */
  public static final String PEOPLE = "(people)";

  private Annotators() {}

  /**
   * Posts whose annotators gave the same labels.
   *
   * @param votes labels, one an annotator
   * @param n posts
   */
  public record Votes(List<String> votes, long n) {
    public Votes {
      votes = List.copyOf(votes);
    }
  }

  /** Raw share of agreeing pairs, Fleiss' κ, Gwet's AC1, Krippendorff's α; none without pairs. */
  public static List<EvaluationRow> of(List<Votes> votes, List<String> labels) {
    @Nullable String[][] ratings =
        votes.stream().flatMap(Annotators::units).toArray(size -> new String[size][]);
    MultiRaterAgreement agreement = MultiRaterAgreement.of(labels, ratings);
    int n = agreement.pairedUnits();
    if (n == 0) {
      return List.of();
    }
    EvaluationRows rows = new EvaluationRows(PEOPLE);
    add(rows, "agreement", Estimates.pointOnly(agreement.observed(), "pairs-of-raters", n));
    add(rows, "kappa", Estimates.pointOnly(agreement.fleissKappa(), "fleiss-kappa", n));
    add(rows, "ac1", agreement.ac1Estimate(LabelerEvaluation.ALPHA));
    double alpha = agreement.krippendorffAlpha(MultiRaterAgreement.Scale.NOMINAL);
    add(rows, "alpha", Estimates.pointOnly(alpha, "krippendorff-alpha", n));
    return rows.list();
  }

  private static Stream<String[]> units(Votes votes) {
    String[] unit = votes.votes().toArray(String[]::new);
    return Stream.generate(() -> unit).limit(votes.n());
  }

  private static void add(EvaluationRows rows, String metric, Estimate estimate) {
    rows.add(EvaluationRows.GOLD, metric, EvaluationRows.ALL, estimate);
  }
}
