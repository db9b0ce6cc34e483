package io.assay.report.wording;

import io.assay.decide.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision in plain words, for the command line and the report alike.
 *
 * @param verdict one to three sentences: which tool, how sure, at what price; or what is missing
 * @param more why, and what else is open
 * @param firstStage the tool to let go first, whatever the verdict
 * @param look how often this gold was judged and how sure that leaves each limit
 * @param warnings one plain sentence each
 */
public record VerdictText(
    List<String> verdict,
    List<String> more,
    String firstStage,
    String look,
    List<String> warnings) {

  public VerdictText {
    verdict = List.copyOf(verdict);
    more = List.copyOf(more);
    warnings = List.copyOf(warnings);
  }

  /**
   * The wording of a decision.
   *
   * @param modelNote becomes the first sentence of the verdict; null for none
   */
  public static VerdictText of(Decision decision, @Nullable String modelNote) {
    Wording wording =
        switch (decision.verdict()) {
          case RECOMMENDED -> new RecommendedWording(decision);
          case NO_TOOL_MEETS_THE_BAR -> new NoToolWording(decision);
          case NOT_ENOUGH_EVIDENCE -> new NotEnoughWording(decision);
        };
    List<String> verdict = new ArrayList<>();
    if (modelNote != null) {
      verdict.add(modelNote);
    }
    verdict.addAll(wording.verdict());
    return new VerdictText(
        verdict,
        wording.more(),
        firstStage(decision),
        look(decision),
        decision.warnings().stream().map(WarningText::of).distinct().toList());
  }

  /** The sentences of one verdict. */
  interface Wording {
    List<String> verdict();

    List<String> more();
  }

  /** The verdict, its reasons, the first stage and the look as one paragraph. */
  public String plain() {
    List<String> sentences = new ArrayList<>(verdict);
    sentences.addAll(more);
    sentences.add(firstStage);
    sentences.add(look);
    return String.join(" ", sentences);
  }

  private static String firstStage(Decision decision) {
    Decision.FirstStage stage = decision.firstStage();
    if (stage == null) {
      return "No cheapest first stage can be named yet: for no tool is it known how often it is"
          + " right on the posts that it labels.";
    }
    if (stage.coverage() == 1) {
      return "The cheapest first stage: %s is right on at least %s of the posts; it leaves none to a next tool."
          .formatted(stage.labeler(), Figures.percentAtLeast(stage.rightAtLeast()));
    }
    return "The cheapest first stage: %s is right on at least %s of the %s of posts that it labels; let the next tool do the rest."
        .formatted(
            stage.labeler(),
            Figures.percentAtLeast(stage.rightAtLeast()),
            Figures.percent(stage.coverage()));
  }

  private static String look(Decision decision) {
    if (decision.candidates().stream().allMatch(c -> c.n() == 0)) {
      return "No test gold was judged.";
    }
    Decision.Look look = decision.look();
    return "This is look number %d at this test gold, with %s scored: each single limit holds with %s confidence, so that all of them together hold with %s."
        .formatted(
            look.number(),
            Prose.counted(look.labelersScored(), "tool"),
            Figures.level(1 - look.alpha()),
            Figures.percentExact(decision.bar().confidence()));
  }
}
