package io.assay.eval;

import io.assay.stats.Binomial;
import io.assay.stats.Estimate;
import io.assay.stats.agreement.Agreement;
import java.util.List;

/** What a labeler has in common with the reference LLM, and how good an LLM is as a judge. */
final class LlmMeasures {
  private LlmMeasures() {}

  /**
   * Agreement with the reference LLM over the frame, and κ over the labelled posts.
   *
   * @param strata features that its sample was stratified by; the stratified estimate then leads
   */
  static void addAgreement(
      CountTable frame, List<String> labels, List<String> strata, EvaluationRows rows) {
    CountTable both = frame.withLlm();
    if (both.n() == 0) {
      return;
    }
    if (!strata.isEmpty()) {
      addAgreement(rows, Estimates.stratified(both, strata, Count::agrees), true);
    }
    addAgreement(rows, Estimates.weighted(both, Count::agrees), strata.isEmpty());
    Agreement kappa =
        Agreement.of(
            Confusions.table(both.where(Count::labelled), labels, c -> labels.indexOf(c.llm())));
    rows.add(
        EvaluationRows.LLM,
        "kappa_with_llm",
        EvaluationRows.ALL,
        kappa.kappaEstimate(LabelerEvaluation.ALPHA));
  }

  private static void addAgreement(EvaluationRows rows, Estimate estimate, boolean primary) {
    rows.add(EvaluationRows.LLM, "agreement_with_llm", EvaluationRows.ALL, estimate, primary);
  }

  /**
   * An LLM against people on the posts that it labelled: raw share, Cohen's κ, Gwet's AC1 and
   * Krippendorff's α together, as κ alone collapses where one label prevails.
   */
  static void addJudge(CountTable gold, List<String> labels, EvaluationRows rows) {
    CountTable labelled = gold.where(Count::labelled);
    if (labelled.n() == 0) {
      return;
    }
    double alpha = LabelerEvaluation.ALPHA;
    Agreement agreement =
        Agreement.of(Confusions.table(labelled, labels, c -> labels.indexOf(c.gold())));
    Estimate raw = Binomial.wilsonEstimate(labelled.n(Count::right), labelled.n(), alpha);
    long n = labelled.n();
    add(rows, "agreement_with_gold", raw, n);
    add(rows, "kappa_with_gold", agreement.kappaEstimate(alpha), n);
    add(rows, "ac1_with_gold", agreement.ac1Estimate(alpha), n);
    Estimate krippendorff =
        Estimates.pointOnly(agreement.krippendorffAlpha(), "krippendorff-alpha", n);
    add(rows, "alpha_with_gold", krippendorff, n);
  }

  private static void add(EvaluationRows rows, String metric, Estimate estimate, long gold) {
    rows.add(EvaluationRows.GOLD, metric, EvaluationRows.ALL, estimate.atGoldFloors(gold));
  }
}
