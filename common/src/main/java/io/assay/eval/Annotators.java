package io.assay.eval;

import io.assay.stats.Estimate;
import io.assay.stats.agreement.MultiRaterAgreement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far several labels of the same post agree: those of several people, and those that an LLM
 * gave when it was asked the same again. No labeler can be shown to be better than the labels that
 * it is held against agree.
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

  /** Stands for an answer without a label. */
  public static final String NO_LABEL = "(no label)";

  /** Of people: see {@link #agreement}; no rows where no post has several labels. */
  public static List<EvaluationRow> ofPeople(List<Votes> votes, List<String> labels) {
    EvaluationRows rows = new EvaluationRows(PEOPLE);
    agreement(votes, labels, EvaluationRows.GOLD, "", rows);
    return rows.list();
  }

  /**
   * Of an LLM with itself, an answer without a label being a label of its own; also the share of
   * posts of which it always said the same.
   */
  public static List<EvaluationRow> ofRepeats(String llm, List<Votes> votes, List<String> labels) {
    EvaluationRows rows = new EvaluationRows(llm);
    List<String> said = new ArrayList<>(labels);
    if (votes.stream().anyMatch(vote -> vote.votes().contains(NO_LABEL))) {
      said.add(NO_LABEL);
    }
    agreement(votes, said, EvaluationRows.LLM, "_with_itself", rows);
    long posts = votes.stream().mapToLong(Votes::n).sum();
    if (posts > 0) {
      long same =
          votes.stream()
              .filter(vote -> Set.copyOf(vote.votes()).size() == 1)
              .mapToLong(Votes::n)
              .sum();
      Estimate always = Estimates.proportion(same, posts);
      rows.add(EvaluationRows.LLM, "always_the_same", EvaluationRows.ALL, always);
    }
    return rows.list();
  }

  /** Raw share of agreeing pairs, Fleiss' κ, Gwet's AC1, Krippendorff's α; none without pairs. */
  private static void agreement(
      List<Votes> votes,
      List<String> labels,
      String reference,
      String suffix,
      EvaluationRows rows) {
    @Nullable String[][] ratings =
        votes.stream().flatMap(Annotators::units).toArray(size -> new String[size][]);
    MultiRaterAgreement agreement = MultiRaterAgreement.of(labels, ratings);
    int n = agreement.pairedUnits();
    if (n == 0) {
      return;
    }
    Map<String, Estimate> found = new LinkedHashMap<>();
    found.put("agreement", Estimates.pointOnly(agreement.observed(), "pairs-of-raters", n));
    found.put("kappa", Estimates.pointOnly(agreement.fleissKappa(), "fleiss-kappa", n));
    found.put("ac1", agreement.ac1Estimate(LabelerEvaluation.ALPHA));
    double alpha = agreement.krippendorffAlpha(MultiRaterAgreement.Scale.NOMINAL);
    found.put("alpha", Estimates.pointOnly(alpha, "krippendorff-alpha", n));
    found.forEach(
        (metric, estimate) -> rows.add(reference, metric + suffix, EvaluationRows.ALL, estimate));
  }

  private static Stream<String[]> units(Votes votes) {
    String[] unit = votes.votes().toArray(String[]::new);
    return Stream.generate(() -> unit).limit(votes.n());
  }
}
