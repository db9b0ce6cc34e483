package io.assay.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.decide.Decision.Dominated;
import io.assay.decide.Decision.FrontStep;
import io.assay.stats.comparison.PairedComparison;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The corpus has a million posts. */
class ParetoFrontTest {
  private static Contest contest() {
    return new Contest(200)
        .tool("dear", 1000, 170)
        .tool("rules", 10, 60)
        .tool("odds", 20, 50)
        .tool("model", 100, 150)
        .pair("dear", "model", 140, 30, 10, 20)
        .pair("rules", "model", 50, 10, 100, 40)
        .pair("rules", "odds", 30, 30, 20, 120);
  }

  private static FrontStep step(Decision decision, String labeler) {
    return decision.front().stream()
        .filter(s -> s.labeler().equals(labeler))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFrontRisesInDollarsAndAccuracy() {
    Decision decision = contest().decide();
    assertThat(decision.front())
        .extracting(FrontStep::labeler)
        .containsExactly("rules", "model", "dear");
    assertThat(step(decision, "model").usd()).isCloseTo(100, within(1e-9));
    assertThat(step(decision, "model").accuracy()).isEqualTo(0.75);
  }

  @Test
  void oneMoreCorrectPostCostsWhatThePairedGoldSays() {
    Decision decision = contest().decide();
    assertThat(step(decision, "rules").usdPerMoreRight()).isNull();
    // 90 dollars for (100 - 10) / 200 of a million posts, 900 for (30 - 10) / 200 of them
    assertThat(step(decision, "model").usdPerMoreRight()).isCloseTo(90 / 450_000.0, within(1e-15));
    FrontStep dear = step(decision, "dear");
    assertThat(dear.usdPerMoreRight()).isCloseTo(900 / 100_000.0, within(1e-15));
    PairedComparison pair = PairedComparison.of(140, 30, 10, 20);
    double half = 1.959963984540054 * pair.standardError();
    assertThat(dear.lower()).isCloseTo(900 / (1e6 * (0.1 + half)), within(1e-12));
    assertThat(dear.upper()).isCloseTo(900 / (1e6 * (0.1 - half)), within(1e-12));
  }

  @Test
  void aDifferenceThatMayBeChanceHasAPriceWithoutLimits() {
    Decision decision =
        new Contest(200)
            .tool("a", 10, 150)
            .tool("b", 100, 152)
            .pair("a", "b", 140, 10, 12, 38)
            .decide();
    assertThat(step(decision, "b").usdPerMoreRight()).isCloseTo(90 / 10_000.0, within(1e-15));
    assertThat(step(decision, "b").lower()).isNull();
    assertThat(step(decision, "b").upper()).isNull();
  }

  @Test
  void withoutCommonGoldOrAnAdvantageOnItThereIsNoPrice() {
    Contest apart = new Contest(200).tool("a", 10, 100).tool("b", 100, 150);
    assertThat(step(apart.decide(), "b").usdPerMoreRight()).isNull();
    assertThat(step(apart.pair("a", "b", 5, 0, 9, 0).decide(), "b").usdPerMoreRight())
        .as("14 posts")
        .isNull();
    Decision turned =
        new Contest(200)
            .tool("a", 10, 200, 100, 200, 1.0)
            .tool("llm", 100, 20, 15, 20, 1.0)
            .pair("a", "llm", 14, 4, 1, 1)
            .decide();
    assertThat(step(turned, "llm").usdPerMoreRight()).as("worse on the same posts").isNull();
  }

  @Test
  void whoIsBeatenAndByWhom() {
    Dominated odds = contest().decide().dominated().get(0);
    assertThat(odds.labeler()).isEqualTo("odds");
    assertThat(odds.by()).isEqualTo("rules");
    assertThat(odds.usdMore()).isCloseTo(10, within(1e-9));
    assertThat(odds.accuracyLess()).isCloseTo(0.05, within(1e-12));
    assertThat(Objects.requireNonNull(odds.lower())).isLessThan(0);
    assertThat(odds.upper()).isCloseTo(0.12, within(0.01));
  }

  @Test
  void ofTwoAlikeTheFirstStays() {
    Decision decision = new Contest(100).tool("a", 10, 50).tool("b", 10, 50).decide();
    assertThat(decision.front()).extracting(FrontStep::labeler).containsExactly("a");
    assertThat(decision.dominated()).extracting(Dominated::by).containsExactly("a");
    assertThat(decision.dominated().get(0).accuracyLess()).as("no common gold").isNull();
  }

  @Test
  void whatCannotBeUsedOrJudgedIsNotDrawn() {
    Decision decision =
        new Contest(200)
            .maxHours(10)
            .slow("slow", 1, 199, 11)
            .untrained("untrained")
            .unpriced("unpriced", 199)
            .tool("few", 1, 14, 14, 14, 1.0)
            .tool("t", 5, 100)
            .decide();
    assertThat(decision.front()).extracting(FrontStep::labeler).containsExactly("t");
    assertThat(decision.dominated()).isEmpty();
  }
}
