package io.assay.report.finding;

import io.assay.eval.Annotators;
import io.assay.eval.ComparisonRow;
import io.assay.eval.Comparisons;
import io.assay.eval.ConfidenceMeasures;
import io.assay.eval.EvaluationRow;
import io.assay.report.model.LabelerInfo;
import io.assay.report.model.ReportModel;
import io.assay.report.table.Cell;
import io.assay.report.table.Estimates;
import io.assay.report.wording.Figures;
import io.assay.sample.Part;
import io.assay.stats.calibration.Calibration;
import io.assay.stats.cascade.SelectivePrediction;
import io.assay.stats.comparison.PairedComparison;
import io.assay.stats.planning.PairedSampleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the yardsticks are worth: gold, the LLM, confidences, and the tests themselves. */
public final class JudgeFindings {
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;
  private static final double[] COVERAGES = {0.25, 0.5, 0.75};

  private final ReportModel model;
  private final Estimates estimates;

  private JudgeFindings(ReportModel model, Estimates estimates) {
    this.model = model;
    this.estimates = estimates;
  }

  /** The findings of a run; those without rows have nothing to tell. */
  public static List<Finding> of(ReportModel model, Estimates estimates) {
    JudgeFindings findings = new JudgeFindings(model, estimates);
    return List.of(
        findings.differences(),
        PromptFinding.of(model, estimates),
        findings.judges(),
        findings.confidence(),
        findings.reliability());
  }

  private Finding differences() {
    Finding.Builder finding =
        Finding.of(
            "differences",
            "Which differences this gold can show",
            "Pair, #Visible, #Accuracy, #Macro-F1, #95 %, #Adjusted p of macro-F1");
    for (ComparisonRow row : model.comparisons()) {
      if (row.metric().equals("macro_f1") && row.n() > 0) {
        PairedComparison pair = model.diagnosis().counts().compared(row.labelerA(), row.labelerB());
        finding.row(
            row.labelerA() + " against " + row.labelerB(),
            smallest(pair),
            Figures.points(pair.difference()),
            points(row.difference()),
            row.lower() == null || row.upper() == null
                ? ""
                : points(row.lower()) + " to " + points(row.upper()),
            row.pAdjusted() == null ? "" : Figures.pValue(row.pAdjusted()));
      }
    }
    return finding.with(
        together(),
        "Differences are in percentage points; those of macro-F1 by bootstrap and randomisation, adjusted over all pairs (Holm). A true difference smaller than the visible one is found in fewer than 80 of 100 such samples of gold.");
  }

  private String together() {
    return model.comparisons().stream()
        .filter(row -> row.labelerA().equals(Comparisons.ALL) && row.pValue() != null)
        .findFirst()
        .map(
            row ->
                "Whether the tools differ at all in accuracy: p is %s (Cochran's Q, %s gold posts)."
                    .formatted(Figures.pValue(number(row.pValue())), Figures.count(row.n())))
        .orElse("Too few tools were scored on the same gold to test them together.");
  }

  private static double number(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private static String smallest(PairedComparison pair) {
    double discordant = (double) (pair.aOnly() + pair.bOnly()) / Math.max(1, pair.n());
    return discordant == 0
        ? "not known"
        : Figures.points(
            PairedSampleSize.minimumDetectableEffect(pair.n(), discordant, ALPHA, POWER));
  }

  private static String points(@Nullable Double difference) {
    return difference == null ? "" : Figures.points(difference);
  }

  private Finding judges() {
    Finding.Builder finding =
        Finding.of(
            "judges",
            "How good the judges are",
            "Judge, #Posts, #Same label, #Cohen's or Fleiss' κ, #Gwet's AC1, #Krippendorff's α");
    judge(finding, Annotators.PEOPLE, "people among themselves", "");
    for (LabelerInfo labeler : model.labelers()) {
      judge(finding, labeler.name(), labeler.name() + " against people", "_with_gold");
      judge(finding, labeler.name(), labeler.name() + " against itself", "_with_itself");
    }
    return finding.with(
        "κ alone collapses where one label prevails, so it never stands alone. No tool can be shown to be better than the people agree among themselves, and an LLM that often differs from people, or from what it said itself when it was asked the same before, is a poor reference.");
  }

  private void judge(Finding.Builder finding, String judge, String name, String suffix) {
    EvaluationRow raw = estimates.find(judge, "agreement" + suffix);
    if (raw != null) {
      finding.row(
          name,
          Figures.count(raw.n()),
          share(raw),
          coefficient(judge, "kappa" + suffix),
          coefficient(judge, "ac1" + suffix),
          coefficient(judge, "alpha" + suffix));
    }
  }

  private static String share(EvaluationRow row) {
    Cell cell = Estimates.cell(row, "not defined");
    return cell.detail() == null ? cell.text() : cell.text() + " [" + cell.detail() + "]";
  }

  private String coefficient(String judge, String metric) {
    EvaluationRow row = estimates.find(judge, metric);
    Double value = row == null ? null : row.value();
    if (row == null || value == null) {
      return "not defined";
    }
    return row.lower() == null || row.upper() == null
        ? decimal(value)
        : "%s [%s, %s]".formatted(decimal(value), decimal(row.lower()), decimal(row.upper()));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private Finding confidence() {
    Finding.Builder finding =
        Finding.of(
            "confidence",
            "What confidences are worth",
            "Labeler, #Labelled gold posts, #Brier, #Calibration error, #AUGRC, #Wrong of the surest 25 %, #50 %, #75 %");
    for (LabelerInfo labeler : model.labelers()) {
      ConfidenceMeasures measures = measures(labeler);
      if (measures.n() > 0) {
        List<String> row = new ArrayList<>();
        row.add(labeler.name());
        row.add(Figures.count(measures.n()));
        for (String metric : List.of("brier", "calibration_error", "augrc")) {
          Double value = estimates.value(labeler.name(), metric);
          row.add(value == null ? "not defined" : decimal(value));
        }
        for (double coverage : COVERAGES) {
          row.add(risk(measures.riskCoverage(), coverage));
        }
        finding.row(row.toArray(String[]::new));
      }
    }
    return finding.with(
        "Lower is better in every column. Calibration error: how far a stated confidence is from the share that is right, freed of its bias. AUGRC: how often a wrong label would be accepted if only the surest posts were labelled, over all shares of posts (Traub et al. 2024).");
  }

  /** The risk at the first point of the curve that covers as much. */
  private static String risk(List<SelectivePrediction.Point> curve, double coverage) {
    return curve.stream()
        .filter(point -> point.coverage() >= coverage - 1e-12)
        .findFirst()
        .map(point -> Figures.percent(point.risk()))
        .orElse("");
  }

  private Finding reliability() {
    Finding.Builder finding =
        Finding.of(
            "reliability",
            "Said and done",
            "Labeler, Said → right (posts) from the least sure to the surest");
    for (LabelerInfo labeler : model.labelers()) {
      List<Calibration.Bin> bins = measures(labeler).reliability();
      if (!bins.isEmpty()) {
        finding.row(
            labeler.name(),
            bins.stream()
                .map(
                    bin ->
                        "%s → %s (%d)"
                            .formatted(
                                Figures.percent(bin.confidence()),
                                Figures.percent(bin.accuracy()),
                                bin.n()))
                .collect(Collectors.joining(", ")));
      }
    }
    return finding.with(
        "The reliability curve in about ten bins of equal size: what a tool said of its confidence on average, what was right, and of how many gold posts.");
  }

  private ConfidenceMeasures measures(LabelerInfo labeler) {
    return ConfidenceMeasures.of(
        model.diagnosis().counts().of(labeler.name()).in(Part.TEST).withGold());
  }
}
