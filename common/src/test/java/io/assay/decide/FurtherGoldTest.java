package io.assay.decide;

import static io.assay.decide.Verdict.NOT_ENOUGH_EVIDENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.decide.Decision.MoreLabels;
import io.assay.decide.Decision.Undecided;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it would take to know. The bar is 80 %, a gold label costs half a dollar. */
class FurtherGoldTest {
  /** Posts at which 90 % right certifies 80 % with 80 % power at .05/6, by plain enumeration. */
  private static final long ONE_TOOL = 136;

  /** The same at .05/12. */
  private static final long TWO_TOOLS = 162;

  private static MoreLabels more(Decision decision) {
    assertThat(decision.verdict()).isEqualTo(NOT_ENOUGH_EVIDENCE);
    return Objects.requireNonNull(decision.moreLabels());
  }

  private static Undecided only(Decision decision) {
    assertThat(decision.undecided()).hasSize(1);
    return decision.undecided().get(0);
  }

  @Test
  void labelsBeyondThoseThatThereAreAreAskedFor() {
    Decision decision = new Contest(50).tool("t", 1, 45).decide();
    assertThat(only(decision).n()).isEqualTo(ONE_TOOL);
    assertThat(more(decision).n()).isEqualTo(ONE_TOOL - 50);
    assertThat(more(decision).usd()).isEqualTo((ONE_TOOL - 50) * 0.5);
    assertThat(more(decision).hours()).isCloseTo((ONE_TOOL - 50) * 0.5 / 40, within(1e-12));
    assertThat(only(decision).usd()).isEqualTo(more(decision).usd());
    assertThat(only(decision).hours()).isEqualTo(more(decision).hours());
  }

  @Test
  void theNeedIsForTheNextLook() {
    Decision first = new Contest(50).tool("t", 1, 45).decide();
    Decision tenth = new Contest(50).look(10).tool("t", 1, 45).decide();
    assertThat(more(tenth).n()).isGreaterThan(more(first).n());
  }

  @ParameterizedTest
  @CsvSource({"160", "155"})
  void anEstimateAtOrUnderTheBarIsNotHelpedByLabels(long right) {
    Decision decision = new Contest(200).tool("t", 1, right).decide();
    assertThat(decision.verdict()).isEqualTo(NOT_ENOUGH_EVIDENCE);
    assertThat(decision.moreLabels()).isNull();
    assertThat(only(decision).n()).isNull();
    assertThat(only(decision).usd()).isNull();
    assertThat(only(decision).note()).contains("more labels will not help");
  }

  @Test
  void withTooFewToEstimateAToolWithoutAnErrorSaysTheLeast() {
    // ln(.05/6) / ln(.8) = 21.45
    Decision decision = new Contest(5).tool("t", 1, 4).decide();
    assertThat(only(decision).n()).isEqualTo(22);
    assertThat(more(decision).n()).isEqualTo(17);
    assertThat(only(decision).note()).contains("without an error");
  }

  @Test
  void withoutGoldAllToolsThatCouldBeScoredAreCounted() {
    // ln(.05/18) / ln(.8) = 26.4: three tools will be judged at the next look.
    Decision decision =
        new Contest(0).tool("a", 1, 0).tool("b", 1, 0).tool("c", 1, 0).untrained("d").decide();
    assertThat(more(decision).n()).isEqualTo(27);
  }

  @Test
  void aLowBarStillNeeds15() {
    assertThat(more(new Contest(3).bar(0.2).tool("t", 1, 3).decide()).n()).isEqualTo(12);
  }

  @Test
  void theToolThatNeedsLeastCounts() {
    Decision decision = new Contest(50).tool("a", 1, 45).tool("b", 1, 44).decide();
    assertThat(more(decision).n()).isEqualTo(TWO_TOOLS - 50);
    assertThat(decision.undecided()).hasSize(2);
  }

  @Test
  void anEstimateGoesBeforeAMereFloor() {
    // The second labels 5 of 50 posts: without an error it would need fewer than the first.
    Decision decision =
        new Contest(50)
            .selective(0)
            .tool("a", 1, 50, 42, 50, 1.0)
            .tool("b", 1, 50, 10, 10, 1.0)
            .decide();
    Undecided a = decision.undecided().get(0);
    Undecided b = decision.undecided().get(1);
    assertThat(b.n()).isLessThan(Objects.requireNonNull(a.n()));
    assertThat(more(decision).n()).isEqualTo(a.n() - 50);
  }

  @Test
  void withSelectiveAccuracyOnlyTheLabelledShareOfNewGoldCounts() {
    Decision decision = new Contest(100).selective(0.2).tool("t", 1, 100, 18, 20, 0.25).decide();
    assertThat(more(decision).n()).isEqualTo((ONE_TOOL - 20) * 4);
    assertThat(only(decision).n()).isEqualTo(100 + (ONE_TOOL - 20) * 4);
  }

  @Test
  void aShareOfGoldUnlikeTheCoverageStillNeedsMore() {
    // A fifth of the gold is labelled, but all of the frame: the labelled gold is what counts.
    Decision decision = new Contest(1000).selective(0.2).tool("t", 1, 1000, 27, 30, 1.0).decide();
    assertThat(more(decision).n()).isEqualTo(ONE_TOOL - 30);
  }

  @Test
  void aToolThatLabelsNothingIsNotHelped() {
    Decision decision = new Contest(100).selective(0).tool("t", 1, 100, 0, 0, 0.0).decide();
    assertThat(only(decision).n()).isNull();
    assertThat(only(decision).note()).contains("labels no post");
  }

  @Test
  void anLlmIsAskedAboutTheGoldThatThereIsFirst() {
    Decision decision = new Contest(400).tool("llm", 1, 50, 45, 50, 1.0).decide();
    Undecided llm = only(decision);
    assertThat(llm.n()).isEqualTo(ONE_TOOL);
    assertThat(llm.usd()).isEqualTo(0);
    assertThat(llm.hours()).isEqualTo(0);
    assertThat(llm.note()).contains("ask it about 86 more").contains("no further labels");
    assertThat(more(decision).n()).isZero();
    assertThat(more(decision).usd()).isZero();
  }

  @Test
  void peopleLabelOnlyWhatIsMissingThen() {
    Decision decision = new Contest(100).tool("llm", 1, 50, 45, 50, 1.0).decide();
    assertThat(only(decision).n()).isEqualTo(ONE_TOOL);
    assertThat(only(decision).note())
        .contains("ask it about the other 50 gold posts that there are and 36 further ones");
    assertThat(more(decision).n()).isEqualTo(36);
  }

  @Test
  void anLlmThatWasNotAskedIsAskedFirst() {
    Decision decision =
        new Contest(200).tool("rules", 1, 100).tool("llm", 9, 0, 0, 0, null).decide();
    assertThat(decision.verdict()).isEqualTo(NOT_ENOUGH_EVIDENCE);
    assertThat(only(decision).labeler()).isEqualTo("llm");
    assertThat(only(decision).usd()).isEqualTo(0);
    assertThat(only(decision).note()).contains("no further labels");
  }
}
