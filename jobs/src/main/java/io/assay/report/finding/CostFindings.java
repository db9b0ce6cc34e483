package io.assay.report.finding;

import io.assay.decide.Decision;
import io.assay.decide.Decision.BreakEvenPair;
import io.assay.decide.Decision.Dominated;
import io.assay.decide.Decision.FrontStep;
import io.assay.decide.Decision.TrainingGain;
import io.assay.decide.Decision.TrainingLabels;
import io.assay.report.wording.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What more money buys: the next better tool, a larger corpus, more labels to learn from. */
public final class CostFindings {
  private CostFindings() {}

  /** The findings of a decision; those without rows have nothing to tell. */
  public static List<Finding> of(Decision decision) {
    return List.of(front(decision), breakEven(decision), training(decision));
  }

  private static Finding front(Decision decision) {
    Finding.Builder finding =
        Finding.of(
            "front",
            "What one more right label costs",
            "Labeler, #$ for the corpus, #Accuracy, #$ for one more right label, #95 %, Beaten by");
    for (FrontStep step : decision.front()) {
      finding.row(
          step.labeler(),
          Figures.money(step.usd()),
          Figures.percent(step.accuracy()),
          step.equals(decision.front().get(0)) ? "" : price(step.usdPerMoreRight()),
          interval(step.lower(), step.upper()),
          "nobody");
    }
    for (Dominated tool : decision.dominated()) {
      Double less = tool.accuracyLess();
      finding.row(
          tool.labeler(),
          Figures.money(tool.usdMore()) + " more",
          less == null ? "" : Figures.points(-less) + " points",
          "",
          "",
          tool.by());
    }
    return finding.with(
        "Tools that no other beats on both money and accuracy, the cheapest first, each with the price of one more right label than the tool before it gives; then those that another beats, and by how much.",
        "The estimates draw this picture; what is proved stands in the verdict.");
  }

  private static String price(@Nullable Double usd) {
    return usd == null ? "not known" : Figures.money(usd);
  }

  private static String interval(@Nullable Double lower, @Nullable Double upper) {
    return lower == null || upper == null
        ? ""
        : Figures.money(lower) + " to " + Figures.money(upper);
  }

  private static Finding breakEven(Decision decision) {
    Finding.Builder finding =
        Finding.of(
            "break-even",
            "From which corpus on training pays",
            "Pair, #Same at, Cheaper below, Cheaper above");
    for (BreakEvenPair pair : decision.breakEven()) {
      Double posts = pair.posts();
      if (posts != null && pair.cheaperBelow() != null && pair.cheaperAbove() != null) {
        finding.row(
            pair.labelerA() + " and " + pair.labelerB(),
            Figures.count(Math.round(posts)),
            pair.cheaperBelow(),
            pair.cheaperAbove());
      }
    }
    return finding.with(
        "Pairs of tools whose order by cost changes with the size of the corpus: one costs less to make, the other less a post; at that many posts they cost the same. In all other pairs one tool is the cheaper at every size.");
  }

  private static Finding training(Decision decision) {
    Finding.Builder finding =
        Finding.of(
            "training",
            "Whether more labels to learn from would help",
            "Labeler, #Learned from, Advice, #Gain, #For, Why");
    for (TrainingLabels labels : decision.trainingLabels()) {
      TrainingGain gain = labels.gain();
      finding.row(
          labels.labeler(),
          Figures.count(labels.n()),
          labels.advice().replace('-', ' '),
          gain == null ? "" : Figures.points(gain.error() - gain.errorThen()) + " points",
          gain == null ? "" : Figures.money(gain.usd()),
          labels.note());
    }
    return finding.with(
        "What as many labels again would gain, in percentage points of accuracy, and cost; by learning curves on part tune, for the tools that the task file names under learning_curve.");
  }
}
