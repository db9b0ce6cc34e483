package io.assay.eval;

import io.assay.sample.Part;
import io.assay.stats.Binomial;
import io.assay.stats.Estimate;
import java.util.List;
import java.util.Optional;

/**
 * All that is measured of one labeler. Accuracy is measured on all gold of the frame, and where the
 * reference LLM labelled more posts than people did, on both together; a labeler that was asked
 * about a sample only, such as an LLM, on the gold posts of that sample.
 */
public final class LabelerEvaluation {
  /** Two-sided error probability of the intervals that are shown. */
  public static final double ALPHA = 0.05;

  private final CountTable all;
  private final CountTable frame;
  private final CountTable gold;
  private final boolean sampled;
  private final EvaluationRows rows;

  private LabelerEvaluation(String labeler, CountTable table, boolean sampled) {
    this.all = table.of(labeler);
    this.frame = all.in(Part.TEST);
    this.gold = frame.withGold();
    this.sampled = sampled;
    this.rows = new EvaluationRows(labeler);
  }

  /**
   * The evaluation rows of a labeler.
   *
   * @param labels of the task, in its order
   * @param sampled whether it was asked about a sample of the posts only
   * @param strata features that the reference LLM's sample was stratified by; none where it was not
   *     stratified or not drawn by Assay
   */
  public static List<EvaluationRow> of(
      String labeler, List<String> labels, CountTable table, boolean sampled, List<String> strata) {
    LabelerEvaluation evaluation = new LabelerEvaluation(labeler, table, sampled);
    evaluation.coverage();
    evaluation.accuracies();
    LabelMeasures.add(evaluation.gold, labels, evaluation.rows);
    // An LLM is held against gold only: the reference agrees with itself, and says nothing by it.
    if (sampled) {
      LlmMeasures.addJudge(evaluation.gold, labels, evaluation.rows);
    } else {
      LlmMeasures.addAgreement(evaluation.frame, labels, strata, evaluation.rows);
    }
    ConfidenceMeasures.of(evaluation.gold).add(evaluation.rows);
    evaluation.parts();
    return evaluation.rows.list();
  }

  private void coverage() {
    long labelled = frame.n(Count::labelled);
    Estimate estimate =
        sampled
            ? Binomial.wilsonEstimate(labelled, frame.n(), ALPHA)
            : Estimates.pointOnly(Binomial.proportion(labelled, frame.n()), "census", frame.n());
    rows.add(EvaluationRows.GOLD, "coverage", EvaluationRows.ALL, estimate);
  }

  private void accuracies() {
    // An LLM agrees with itself, so its labels correct nothing of its own.
    Optional<Estimate> corrected = sampled ? Optional.empty() : CorrectedAccuracy.of(frame, ALPHA);
    boolean leads = corrected.filter(CorrectedAccuracy::leads).isPresent();
    corrected.ifPresent(
        estimate ->
            rows.add(EvaluationRows.GOLD_AND_LLM, "accuracy", EvaluationRows.ALL, estimate, leads));
    rows.add(EvaluationRows.GOLD, "accuracy", EvaluationRows.ALL, Estimates.accuracy(gold), !leads);
    rows.add(
        EvaluationRows.GOLD,
        "selective_accuracy",
        EvaluationRows.ALL,
        Estimates.accuracy(gold.where(Count::labelled)));
    for (Slice slice : Slice.of(gold)) {
      rows.add(EvaluationRows.GOLD, "accuracy", slice.name(), Estimates.accuracy(slice.posts()));
    }
  }

  private void parts() {
    for (Part part : List.of(Part.TRAIN, Part.TUNE, Part.CALIBRATE)) {
      CountTable known = all.in(part).withGold();
      if (known.n() > 0) {
        rows.add(EvaluationRows.GOLD, "accuracy", "part=" + part.key(), Estimates.accuracy(known));
      }
    }
  }
}
