package io.assay.report.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Bar;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.FirstStage;
import io.assay.decide.Decision.Look;
import io.assay.decide.Decision.MoreLabels;
import io.assay.decide.Decision.Undecided;
import io.assay.decide.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTextTest {
  private static final Bar ACCURACY = new Bar("accuracy", 0.7, 0.95, null);
  private static final Bar SELECTIVE = new Bar("selective_accuracy", 0.8, 0.95, 0.3);
  private static final Candidate LOGISTIC =
      new Candidate("logistic", 408, 311, 0.7623, 0.7134, 0.8062, 1.0, 120.0, 0.0084, 3.2, "meets");
  private static final Candidate NEAREST =
      new Candidate("nearest", 408, 290, 0.7108, 0.66, 0.7599, 1.0, 110.0, 0.004, 4.0, "undecided");
  private static final Candidate LLM =
      new Candidate("llm", 120, 80, 0.6667, 0.5512, 0.6981, 1.0, 0.0, 0.19, 212.0, "fails");
  private static final Candidate STUDENT =
      new Candidate("student", 0, 0, null, null, null, null, null, null, null, "not-trained");

  @Test
  void recommendedNamesToolLimitPriceAndReason() {
    VerdictText text =
        VerdictText.of(recommended(ACCURACY, List.of(LOGISTIC, LLM), List.of()), null);

    assertThat(text.verdict())
        .containsExactly(
            "Use logistic: it is right on at least 71.3 % of the posts"
                + " (estimate 76.2 %: 311 of 408 gold posts), and the bar is 70 %.",
            "Labelling 5,000,000 posts costs $162 ($120 once and $0.0084 per 1,000 posts)"
                + " and takes 3.2 hours.");
    assertThat(text.more()).containsExactly("It is the only tool that is proved to meet the bar.");
  }

  @Test
  void recommendedTellsWhatCheaperToolsAreOpen() {
    Undecided open = new Undecided("nearest", 900L, 147.6, 8.2, "");
    Undecided hopeless = new Undecided("tag-odds", null, null, null, "");
    VerdictText text =
        VerdictText.of(
            recommended(ACCURACY, List.of(LOGISTIC, NEAREST), List.of(open, hopeless)), null);

    assertThat(text.more())
        .endsWith(
            "Cheaper and still undecided: nearest (900 gold posts in all would probably tell,"
                + " for $148 and 8.2 hours more) and tag-odds (more labels will not help).");
  }

  @Test
  void costsThatCountAsEqualAreExplained() {
    Candidate cheaper =
        new Candidate("nearest", 408, 305, 0.7475, 0.701, 0.79, 1.0, 110.0, 0.0084, 3.2, "meets");
    VerdictText text =
        VerdictText.of(recommended(ACCURACY, List.of(LOGISTIC, cheaper), List.of()), null);

    assertThat(text.more().get(0))
        .startsWith("Of the 2 tools that are proved to meet the bar, nearest would cost less, but");
  }

  @Test
  void cheapestOfSeveral() {
    Candidate dearer =
        new Candidate("llm", 408, 330, 0.81, 0.76, 0.85, 1.0, 900.0, 0.0084, 3.2, "meets");
    VerdictText text =
        VerdictText.of(recommended(ACCURACY, List.of(LOGISTIC, dearer), List.of()), null);

    assertThat(text.more())
        .containsExactly("It is the cheapest of the 2 tools that are proved to meet the bar.");
  }

  @Test
  void ofToolsWithoutAPriceNothingIsSaidOfTheirPrices() {
    Candidate unpriced =
        new Candidate("llm", 408, 330, 0.81, 0.76, 0.85, 1.0, 0.0, null, null, "meets");
    assertThat(
            VerdictText.of(recommended(ACCURACY, List.of(LOGISTIC, unpriced), List.of()), null)
                .more())
        .containsExactly(
            "Of the tools that are proved to meet the bar it is the cheapest whose price is known.");
    Candidate chosen =
        new Candidate("logistic", 408, 350, 0.86, 0.81, 0.9, 1.0, 0.0, null, null, "meets");
    assertThat(
            VerdictText.of(recommended(ACCURACY, List.of(chosen, unpriced), List.of()), null)
                .more())
        .containsExactly(
            "Nobody knows what the 2 tools cost that are proved to meet the bar; it is the most"
                + " accurate of them.");
  }

  @Test
  void selectiveBarSpeaksOfWhatTheToolLabels() {
    Candidate rules =
        new Candidate("logistic", 133, 120, 0.9023, 0.851, 0.94, 0.326, 0.0, 0.0, 0.1, "meets");
    VerdictText text = VerdictText.of(recommended(SELECTIVE, List.of(rules), List.of()), null);

    assertThat(text.verdict())
        .containsExactly(
            "Use logistic: it labels 32.6 % of the posts and is right on at least 85.1 % of the"
                + " posts that it labels (estimate 90.2 %: 120 of 133 gold posts), and the bar is"
                + " 80 % of the posts that a tool labels, which must be at least 30 % of all.",
            "Labelling 5,000,000 posts costs $0 and takes 6 minutes.");
  }

  @Test
  void unknownPriceAndTimeAreSaid() {
    Candidate unpriced =
        new Candidate("logistic", 408, 311, 0.7623, 0.7134, 0.8, 1.0, null, null, null, "meets");
    VerdictText text = VerdictText.of(recommended(ACCURACY, List.of(unpriced), List.of()), null);

    assertThat(text.verdict().get(1))
        .isEqualTo("Labelling 5,000,000 posts has no known price and takes an unknown time.");
  }

  @Test
  void noToolNamesTheBestAndWhoIsOut() {
    Candidate slow =
        new Candidate("giant", 120, 110, 0.91, 0.83, 0.96, 1.0, 0.0, 9.0, 400.0, "too-slow");
    VerdictText text =
        VerdictText.of(
            decision(
                Verdict.NO_TOOL_MEETS_THE_BAR, null, ACCURACY, List.of(LLM, STUDENT, slow), null),
            null);

    assertThat(text.verdict())
        .containsExactly(
            "No tool meets the bar of 70 %: even the best, llm, is right on at most 69.9 % of the"
                + " posts (estimate 66.7 %: 80 of 120 gold posts).",
            "More gold labels will not change that: it takes a better tool, another way to combine"
                + " tools, or a lower bar.");
    assertThat(text.more())
        .containsExactly(
            "Not in the running: student (not trained) and giant (too slow with 400 hours (16.7"
                + " days)).");
  }

  @Test
  void noToolLabelsEnough() {
    Candidate sparse =
        new Candidate("rules", 90, 88, 0.978, 0.92, 0.99, 0.083, 0.0, 0.0, 0.1, "fails");
    VerdictText text =
        VerdictText.of(
            decision(Verdict.NO_TOOL_MEETS_THE_BAR, null, SELECTIVE, List.of(sparse), null), null);

    assertThat(text.verdict().get(0))
        .endsWith(": none labels as many of the posts as it asks for.");
  }

  @Test
  void notEnoughTellsWhatItWouldTake() {
    VerdictText text =
        VerdictText.of(
            decision(
                Verdict.NOT_ENOUGH_EVIDENCE,
                null,
                ACCURACY,
                List.of(NEAREST, LLM),
                new MoreLabels(212, 63.6, 3.533)),
            null);

    assertThat(text.verdict())
        .containsExactly(
            "There is not enough evidence to name a tool: the bar is 70 %, and the best so far,"
                + " nearest, is right on between 66.0 % and 76.0 % of the posts"
                + " (estimate 71.1 %: 290 of 408 gold posts).",
            "It would take 212 gold labels more, about $63.60 and 3.5 hours of people's time, to"
                + " settle it with 80 % probability.");
    assertThat(text.more()).isEmpty();
  }

  @Test
  void notEnoughWhereMoreLabelsDoNotHelp() {
    VerdictText text =
        VerdictText.of(
            decision(Verdict.NOT_ENOUGH_EVIDENCE, null, ACCURACY, List.of(NEAREST), null), null);

    assertThat(text.verdict().get(1))
        .isEqualTo(
            "More labels will not help as things are: no tool's estimate lies above the bar.");
  }

  @Test
  void withoutGoldNothingIsKnown() {
    Candidate blind =
        new Candidate("rules", 0, 0, null, null, null, 0.1, 0.0, 0.0, 0.1, "not-scored");
    VerdictText text =
        VerdictText.of(
            withoutStage(
                decision(Verdict.NOT_ENOUGH_EVIDENCE, null, ACCURACY, List.of(blind), null)),
            null);

    assertThat(text.plain())
        .isEqualTo(
            "There is not enough evidence to name a tool: no post of the test part has a gold label,"
                + " and accuracy is only ever measured against gold. Have at least 15 posts of the"
                + " test part labelled by people first. Not in the running: rules (scored on 0 gold"
                + " posts). No cheapest first stage can be named yet: for no tool is it known how"
                + " often it is right on the posts that it labels. No test gold was judged.");
  }

  @Test
  void belowFifteenGoldThereIsNoVerdict() {
    Candidate scarce =
        new Candidate("rules", 9, 7, 0.778, null, null, 1.0, 0.0, 0.0, 0.1, "not-scored");
    VerdictText text =
        VerdictText.of(
            decision(
                Verdict.NOT_ENOUGH_EVIDENCE,
                null,
                ACCURACY,
                List.of(scarce),
                new MoreLabels(14, 4.2, 0.1)),
            null);

    assertThat(text.verdict())
        .containsExactly(
            "There is not enough evidence to name a tool: tools are scored on at most 9 gold posts,"
                + " and below 15 neither an interval nor a verdict is given.",
            "Even a tool that makes no error would need 14 gold labels more, about $4.20 and 6"
                + " minutes of people's time, to be sure of.");
  }

  @Test
  void firstStageAndLookStandWithEveryVerdict() {
    VerdictText text =
        VerdictText.of(
            decision(Verdict.NO_TOOL_MEETS_THE_BAR, null, ACCURACY, List.of(LLM), null), null);

    assertThat(text.firstStage())
        .isEqualTo(
            "The cheapest first stage: tag-rules is right on at least 90.0 % of the 8.3 % of posts"
                + " that it labels; let the next tool do the rest.");
    assertThat(text.look())
        .isEqualTo(
            "This is look number 2 at this test gold, with 9 tools scored: each single limit holds"
                + " with 99.90 % confidence, so that all of them together hold with 95 %.");
  }

  @Test
  void aNoteOnTheModelComesFirst() {
    String note = "The default model could not be fetched; smollm2-135m answered instead.";
    Decision decision = recommended(ACCURACY, List.of(LOGISTIC), List.of());

    assertThat(VerdictText.of(decision, note).plain()).startsWith(note + " Use logistic: ");
    assertThat(VerdictText.of(decision, null).plain()).startsWith("Use logistic: ");
  }

  @Test
  void warningsAreSentences() {
    Decision decision = recommended(ACCURACY, List.of(LOGISTIC), List.of());

    assertThat(VerdictText.of(decision, null).warnings())
        .singleElement()
        .asString()
        .startsWith("Nothing says how the gold posts were drawn");
  }

  @Test
  void aRecommendedToolMustBeACandidate() {
    Decision decision = recommended(ACCURACY, List.of(LLM), List.of());

    assertThatThrownBy(() -> VerdictText.of(decision, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("logistic");
  }

  private static Decision recommended(
      Bar bar, List<Candidate> candidates, List<Undecided> undecided) {
    Decision d = decision(Verdict.RECOMMENDED, "logistic", bar, candidates, null);
    return new Decision(
        1,
        d.task(),
        d.ds(),
        d.verdict(),
        d.recommended(),
        bar,
        d.corpusSize(),
        d.look(),
        candidates,
        undecided,
        d.firstStage(),
        null,
        d.warnings(),
        d.inputs(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static Decision withoutStage(Decision d) {
    return new Decision(
        1,
        d.task(),
        d.ds(),
        d.verdict(),
        d.recommended(),
        d.bar(),
        d.corpusSize(),
        d.look(),
        d.candidates(),
        d.undecided(),
        null,
        d.moreLabels(),
        d.warnings(),
        d.inputs(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static Decision decision(
      Verdict verdict,
      @Nullable String recommended,
      Bar bar,
      List<Candidate> candidates,
      @Nullable MoreLabels more) {
    return new Decision(
        1,
        "gif-mood",
        "2026-08-03",
        verdict,
        recommended,
        bar,
        5_000_000,
        new Look(2, 9, 0.05 / 54),
        candidates,
        List.of(),
        new FirstStage("tag-rules", 0.083, 0.94, 0.9003),
        more,
        List.of("assumed-random-gold"),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
