package io.assay.report.finding;

import io.assay.config.LabelerSpec;
import io.assay.eval.ComparisonRow;
import io.assay.report.model.LabelerInfo;
import io.assay.report.model.ReportModel;
import io.assay.report.table.Estimates;
import io.assay.report.wording.Figures;
import io.assay.report.wording.Prose;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which prompt wording wins, and whether the difference is real.
 *
 * @param prompts labelers that ask an LLM
 * @param comparisons of all labelers
 * @param alpha below which an adjusted p-value tells two apart
 */
record PromptFinding(
    List<String> prompts, List<ComparisonRow> comparisons, Estimates estimates, double alpha) {
  private static final String METRIC = "accuracy";

  /** The finding; it has no rows with fewer than two prompts. */
  static Finding of(ReportModel model, Estimates estimates) {
    List<String> prompts =
        model.labelers().stream()
            .filter(labeler -> labeler.kind().equals(LabelerSpec.LLM))
            .map(LabelerInfo::name)
            .toList();
    double alpha = 1 - model.decision().bar().confidence();
    return new PromptFinding(prompts, model.comparisons(), estimates, alpha).finding();
  }

  Finding finding() {
    Finding.Builder finding =
        Finding.of(
            "prompts",
            "Which prompt wins",
            "Prompt, Against, #Difference, #95 %, #Adjusted p, #Posts, Told apart");
    List<ComparisonRow> pairs =
        comparisons.stream()
            .filter(row -> row.metric().equals(METRIC) && row.n() > 0)
            .filter(row -> prompts.contains(row.labelerA()) && prompts.contains(row.labelerB()))
            .map(row -> isNegative(row.difference()) ? row.turned() : row)
            .toList();
    pairs.forEach(pair -> finding.row(row(pair)));
    return finding.with(
        winner(pairs),
        "Differences are in percentage points, on the gold posts that both were asked; the better one stands first. The p-values are adjusted over all pairs of labelers of the run.");
  }

  private String[] row(ComparisonRow pair) {
    return new String[] {
      pair.labelerA(),
      pair.labelerB(),
      points(pair.difference()),
      pair.lower() == null || pair.upper() == null
          ? ""
          : points(pair.lower()) + " to " + points(pair.upper()),
      pair.pAdjusted() == null ? "" : Figures.pValue(pair.pAdjusted()),
      Figures.count(pair.n()),
      pair.isSignificant(alpha) ? "yes" : "no"
    };
  }

  private String winner(List<ComparisonRow> pairs) {
    Optional<String> best =
        prompts.stream()
            .filter(prompt -> pairs.stream().anyMatch(pair -> pair.isOf(prompt)))
            .max(Comparator.comparingDouble(this::accuracy));
    if (best.isEmpty()) {
      return "No two prompts were asked about the same gold.";
    }
    String name = best.get();
    List<String> notTold =
        pairs.stream()
            .filter(pair -> pair.isOf(name) && !pair.isSignificant(alpha))
            .map(pair -> pair.other(name))
            .toList();
    return notTold.isEmpty()
        ? "%s wins, and the difference to every other prompt is real.".formatted(name)
        : "%s is right most often, but cannot be told from %s on this gold: the difference may be chance."
            .formatted(name, Prose.list(notTold));
  }

  private double accuracy(String prompt) {
    Double value = estimates.value(prompt, METRIC);
    return value == null ? -1 : value;
  }

  private static boolean isNegative(@Nullable Double difference) {
    return difference != null && difference < 0;
  }

  private static String points(@Nullable Double difference) {
    return difference == null ? "" : Figures.points(difference);
  }
}
