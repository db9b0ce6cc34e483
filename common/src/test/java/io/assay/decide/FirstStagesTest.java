package io.assay.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.cost.Basis;
import io.assay.cost.Ledger;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.FirstStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstStagesTest {
  private static final double ALPHA = 0.01;

  private final List<Contestant> contestants = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();

  /** A tool with its marginal price in core-seconds, of 200 gold posts. */
  private void tool(String name, double price, long right, long labelled, String state) {
    tool(name, price, right, labelled, labelled / 200.0, state);
  }

  private void tool(
      String name,
      double price,
      long right,
      long labelled,
      @Nullable Double coverage,
      String state) {
    Ledger ledger =
        Ledger.of(name, Contest.PRICES).compute("predict", price, Basis.MEASURED).build();
    contestants.add(new Contestant(name, 200, right, labelled, coverage, ledger, 1.0, null));
    double usd = ledger.marginalUsdPer1000().doubleValue();
    candidates.add(
        new Candidate(name, 200, right, null, null, null, coverage, 0.0, usd, 1.0, state));
  }

  private @Nullable FirstStage cheapest() {
    return FirstStages.cheapest(0.8, ALPHA, contestants, candidates);
  }

  private String name() {
    return Objects.requireNonNull(cheapest()).labeler();
  }

  @Test
  void theCheapestThatIsRightOnWhatItLabels() {
    tool("sure", 10, 100, 100, "undecided");
    tool("cheap-and-often-wrong", 1, 60, 100, "undecided");
    tool("cheap-and-right", 5, 39, 40, "fails");
    FirstStage stage = Objects.requireNonNull(cheapest());
    assertThat(stage.labeler()).as("whatever it is over all posts").isEqualTo("cheap-and-right");
    assertThat(stage.coverage()).isEqualTo(0.2);
    assertThat(stage.value()).isEqualTo(39.0 / 40);
    assertThat(stage.rightAtLeast()).isBetween(0.8, 0.9);
  }

  @Test
  void theLimitIsExactAtTheLooksLevel() {
    tool("sure", 1, 50, 50, "fails");
    assertThat(Objects.requireNonNull(cheapest()).rightAtLeast())
        .isCloseTo(Math.pow(ALPHA, 1.0 / 50), within(1e-12));
  }

  @Test
  void withoutProofTheHighestLimit() {
    tool("half", 1, 50, 100, "fails");
    tool("better", 9, 70, 100, "fails");
    tool("few", 1, 12, 15, "fails");
    assertThat(name()).isEqualTo("better");
  }

  @Test
  void equalOnesGoByTheTasksOrder() {
    tool("first", 2, 95, 100, "meets");
    tool("second", 2, 99, 100, "meets");
    assertThat(name()).isEqualTo("first");
  }

  @Test
  void aToolThatLabelsEverythingLeavesNothingToANextOne() {
    tool("all", 1, 190, 200, "meets");
    assertThat(name()).as("the only one").isEqualTo("all");
    tool("some", 9, 60, 100, "fails");
    assertThat(name()).isEqualTo("some");
  }

  @Test
  void thoseThatCannotLabelTheCorpusInTimeAreLeftOut() {
    tool("slow", 1, 100, 100, "too-slow");
    tool("untrained", 1, 100, 100, "not-trained");
    tool("unknown", 1, 100, 100, null, "undecided");
    tool("few", 1, 14, 14, "undecided");
    assertThat(cheapest()).isNull();
    tool("dear", 50, 90, 100, "undecided");
    assertThat(name()).isEqualTo("dear");
  }
}
