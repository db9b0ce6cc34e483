package io.assay.decide;

import static io.assay.decide.Verdict.NOT_ENOUGH_EVIDENCE;
import static io.assay.decide.Verdict.NO_TOOL_MEETS_THE_BAR;
import static io.assay.decide.Verdict.RECOMMENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.decide.Decision.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeciderTest {
  private static String state(Decision decision, String labeler) {
    return candidate(decision, labeler).state();
  }

  private static Candidate candidate(Decision decision, String labeler) {
    return decision.candidates().stream()
        .filter(c -> c.labeler().equals(labeler))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, .025",
    "3, 1, .00833333333333",
    "1, 2, .00833333333333",
    "3, 4, .000833333333"
  })
  void alphaPaysForLabelersAndLooks(int labelers, int look, double alpha) {
    Contest contest = new Contest(100).look(look).untrained("nobody");
    for (int i = 0; i < labelers; i++) {
      contest.tool("t" + i, 1, 90);
    }
    Decision decision = contest.decide();
    assertThat(decision.look().alpha()).isCloseTo(alpha, within(1e-12));
    assertThat(decision.look().labelersScored()).isEqualTo(labelers);
    assertThat(decision.look().number()).isEqualTo(look);
  }

  @Test
  void limitsAreOneSidedAndExact() {
    Candidate all = candidate(new Contest(100).tool("t", 1, 100).decide(), "t");
    assertThat(all.lower()).isCloseTo(Math.pow(0.025, 0.01), within(1e-12));
    assertThat(all.upper()).isEqualTo(1);
    Candidate none = candidate(new Contest(100).tool("t", 1, 0).decide(), "t");
    assertThat(none.lower()).isEqualTo(0);
    assertThat(none.upper()).isCloseTo(1 - Math.pow(0.025, 0.01), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    // Costs within 20 % are equal: the more accurate one, then the first.
    "100, 190, 120, 192, second",
    "100, 192, 120, 190, first",
    "100, 190, 120, 190, first",
    "120, 190, 100, 190, first",
    "100, 190, 121, 199, first",
    "121, 199, 100, 190, second",
    // One that costs nothing has no equal but another such.
    "0, 190, 1, 199, first",
    "0, 190, 0, 191, second",
    // The cheaper one is not proved.
    "10, 165, 500, 190, second",
  })
  void theCheapestOfThoseThatMeetTheBar(
      double usdFirst, long rightFirst, double usdSecond, long rightSecond, String recommended) {
    Decision decision =
        new Contest(200)
            .tool("first", usdFirst, rightFirst)
            .tool("second", usdSecond, rightSecond)
            .decide();
    assertThat(decision.verdict()).isEqualTo(RECOMMENDED);
    assertThat(decision.recommended()).isEqualTo(recommended);
    assertThat(decision.moreLabels()).isNull();
  }

  @Test
  void onlyCheaperOnesStayOpenBesideARecommendation() {
    Decision decision =
        new Contest(200)
            .tool("cheap", 10, 170)
            .tool("chosen", 100, 190)
            .tool("dear", 1000, 170)
            .tool("cheap-and-bad", 1, 20)
            .decide();
    assertThat(decision.recommended()).isEqualTo("chosen");
    assertThat(state(decision, "dear")).isEqualTo("undecided");
    assertThat(state(decision, "cheap-and-bad")).isEqualTo("fails");
    assertThat(decision.undecided()).extracting(u -> u.labeler()).containsExactly("cheap");
  }

  @Test
  void noToolMeetsTheBarOnlyIfAllAreRuledOut() {
    Decision all = new Contest(200).tool("a", 1, 100).tool("b", 1, 130).decide();
    assertThat(all.verdict()).isEqualTo(NO_TOOL_MEETS_THE_BAR);
    assertThat(all.recommended()).isNull();
    assertThat(all.undecided()).isEmpty();
    assertThat(all.moreLabels()).isNull();
    Decision one = new Contest(200).tool("a", 1, 100).tool("b", 1, 158).decide();
    assertThat(one.verdict()).isEqualTo(NOT_ENOUGH_EVIDENCE);
    assertThat(state(one, "a")).isEqualTo("fails");
    assertThat(state(one, "b")).isEqualTo("undecided");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "1, 0", "14, 14", "14, 0"})
  void under15GoldThereIsNeverAVerdict(long gold, long right) {
    for (double bar : new double[] {0, 0.01, 0.8, 1}) {
      Decision decision = new Contest(gold).bar(bar).tool("t", 1, right).decide();
      assertThat(decision.verdict()).as("bar %s", bar).isEqualTo(NOT_ENOUGH_EVIDENCE);
      assertThat(decision.recommended()).isNull();
      assertThat(decision.firstStage()).isNull();
      Candidate t = candidate(decision, "t");
      assertThat(t.state()).isEqualTo("not-scored");
      assertThat(t.lower()).isNull();
      assertThat(t.upper()).isNull();
      assertThat(t.value()).isEqualTo(gold == 0 ? null : (Double) ((double) right / gold));
    }
  }

  @Test
  void allRightOfFewDoesNotCertifyAHighBar() {
    Decision decision = new Contest(15).bar(0.9).tool("t", 1, 15).decide();
    assertThat(state(decision, "t")).isEqualTo("undecided");
    assertThat(decision.verdict()).isEqualTo(NOT_ENOUGH_EVIDENCE);
  }

  @Test
  void aBarOfOneIsNeverCertified() {
    Decision decision = new Contest(100_000).bar(1).tool("t", 1, 100_000).decide();
    assertThat(decision.verdict()).isEqualTo(NOT_ENOUGH_EVIDENCE);
    assertThat(decision.undecided().get(0).note()).contains("more labels will not help");
    assertThat(decision.moreLabels()).isNull();
  }

  @Test
  void selectiveAccuracyIsJudgedOnTheLabelledGold() {
    Decision decision =
        new Contest(200)
            .selective(0.3)
            .tool("rules", 1, 200, 78, 80, 0.4)
            .tool("rare", 1, 200, 40, 40, 0.29)
            .decide();
    Candidate rules = candidate(decision, "rules");
    assertThat(rules.n()).isEqualTo(80);
    assertThat(rules.value()).isEqualTo(78.0 / 80);
    assertThat(rules.state()).isEqualTo("meets");
    assertThat(state(decision, "rare")).as("too little coverage").isEqualTo("fails");
    assertThat(decision.recommended()).isEqualTo("rules");
    assertThat(decision.bar().minCoverage()).isEqualTo(0.3);
  }

  @Test
  void fewLabelledGoldPostsProveNothing() {
    Decision decision = new Contest(200).selective(0.05).tool("t", 1, 200, 14, 14, 0.07).decide();
    assertThat(state(decision, "t")).isEqualTo("not-scored");
    assertThat(decision.verdict()).isEqualTo(NOT_ENOUGH_EVIDENCE);
  }

  @Test
  void unknownCoverageDoesNotReachTheMinimum() {
    Decision decision = new Contest(100).selective(0).tool("t", 1, 100, 99, 99, null).decide();
    assertThat(state(decision, "t")).isEqualTo("not-scored");
  }

  @Test
  void aToolThatIsTooSlowIsOut() {
    Contest contest = new Contest(200).maxHours(48).slow("slow", 1, 199, 48.1);
    Decision alone = contest.decide();
    assertThat(state(alone, "slow")).isEqualTo("too-slow");
    assertThat(alone.verdict()).isEqualTo(NO_TOOL_MEETS_THE_BAR);
    assertThat(alone.firstStage()).isNull();
    Decision two = contest.slow("in-time", 100, 190, 48).decide();
    assertThat(two.recommended()).isEqualTo("in-time");
  }

  @Test
  void aToolThatWasNotTrainedIsNeitherProvedNorRuledOut() {
    Decision decision = new Contest(200).untrained("knn").tool("t", 1, 190).decide();
    assertThat(state(decision, "knn")).isEqualTo("not-trained");
    assertThat(candidate(decision, "knn").value()).isNull();
    assertThat(decision.recommended()).isEqualTo("t");
    assertThat(new Contest(200).untrained("knn").decide().verdict()).isEqualTo(NOT_ENOUGH_EVIDENCE);
    assertThat(new Contest(200).untrained("knn").tool("t", 1, 100).decide().verdict())
        .isEqualTo(NO_TOOL_MEETS_THE_BAR);
  }

  @Test
  void theOrderOfToolsIsKeptAndWarningsGoThrough() {
    Decision decision = new Contest(100).tool("b", 1, 90).tool("a", 1, 90).decide();
    assertThat(decision.candidates()).extracting(Candidate::labeler).containsExactly("b", "a");
    assertThat(decision.warnings()).isEqualTo(List.of("w"));
    assertThat(decision.corpusSize()).isEqualTo(1_000_000);
  }

  @Test
  void aToolWithoutAKnownPriceWinsOnlyWhereNoOtherIsProved() {
    Decision decision = new Contest(200).unpriced("free?", 199).tool("t", 9000, 190).decide();
    assertThat(decision.recommended()).isEqualTo("t");
    assertThat(candidate(decision, "free?").marginalUsdPer1000()).isNull();
    assertThat(candidate(decision, "free?").hours()).isNull();
    assertThat(decision.warnings()).containsExactly("w", "unknown-price: free?");
    assertThat(new Contest(200).unpriced("only", 199).tool("t", 1, 20).decide().recommended())
        .isEqualTo("only");
  }
}
