package io.assay.eval;

import io.assay.stats.Estimate;
import io.assay.stats.Warnings;
import io.assay.stats.calibration.Calibration;
import io.assay.stats.cascade.SelectivePrediction;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How much confidences are worth, on the labelled gold posts of the frame. Confidences are
 * hundredths in a count table, taken at their middle.
 */
public final class ConfidenceMeasures {
  /** Bins of the calibration error and of the reliability curve. */
  static final int BINS = 10;

  private final double[] confidence;
  private final double[] right;

  private ConfidenceMeasures(CountTable gold) {
    CountTable known = gold.where(c -> c.labelled() && c.confidenceBin() != null);
    int n = Math.toIntExact(known.n());
    confidence = new double[n];
    right = new double[n];
    int next = 0;
    for (Count count : known.rows()) {
      int end = next + Math.toIntExact(count.n());
      Arrays.fill(
          confidence, next, end, (Objects.requireNonNull(count.confidenceBin()) + 0.5) / 100);
      Arrays.fill(right, next, end, count.right() ? 1 : 0);
      next = end;
    }
  }

  /** The confidences of one labeler on gold. */
  public static ConfidenceMeasures of(CountTable gold) {
    return new ConfidenceMeasures(gold);
  }

  /** Labelled gold posts with a confidence. */
  public int n() {
    return confidence.length;
  }

  /** The reliability curve: bins of about equal size that keep equal confidences together. */
  public List<Calibration.Bin> reliability() {
    return n() == 0 ? List.of() : calibration().wholeTies(BINS);
  }

  /** Risk against coverage, from the surest posts on; coverage is a share of the labelled posts. */
  public List<SelectivePrediction.Point> riskCoverage() {
    return n() == 0 ? List.of() : selective().curve();
  }

  void add(EvaluationRows rows) {
    if (n() == 0) {
      return;
    }
    add(rows, "brier", Estimates.pointOnly(calibration().brier(), "brier", n()));
    add(rows, "calibration_error", calibrationError());
    add(rows, "augrc", Estimates.pointOnly(selective().augrc(), "augrc", n()));
  }

  private static void add(EvaluationRows rows, String metric, Estimate estimate) {
    rows.add(EvaluationRows.GOLD, metric, EvaluationRows.ALL, estimate);
  }

  /** Each bin needs two posts; ties stay whole, as counts hold right and wrong ones apart. */
  private Estimate calibrationError() {
    String method = "debiased-l2";
    return n() < 2 * BINS
        ? Estimate.undefined(LabelerEvaluation.ALPHA, method, n(), Warnings.TOO_FEW_GOLD)
        : Estimates.pointOnly(
            Math.sqrt(Math.max(0, calibration().debiasedSquaredErrorOfWholeTies(BINS))),
            method,
            n());
  }

  private Calibration calibration() {
    return Calibration.of(confidence, right);
  }

  private SelectivePrediction selective() {
    return SelectivePrediction.of(confidence, Arrays.stream(right).map(r -> 1 - r).toArray());
  }
}
