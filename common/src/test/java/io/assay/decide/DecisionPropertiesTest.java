package io.assay.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.decide.Decision.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every contest: thirty of each, drawn with fixed seeds. */
class DecisionPropertiesTest {
  private record Tool(String name, double usd, long right) {}

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private static List<Tool> tools(Random random, int gold) {
    List<Tool> tools = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(6); i++) {
      // Prices far apart, so that no two count as equal.
      tools.add(new Tool("t" + i, Math.pow(2, i), gold / 2 + random.nextInt(gold - gold / 2 + 1)));
    }
    return tools;
  }

  private static Contest contest(int gold, List<Tool> tools) {
    Contest contest = new Contest(gold);
    tools.forEach(tool -> contest.tool(tool.name(), tool.usd(), tool.right()));
    return contest;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theOrderOfTheToolsDoesNotMatter(long seed) {
    Random random = new Random(seed);
    int gold = 20 + random.nextInt(400);
    List<Tool> tools = tools(random, gold);
    Decision one = contest(gold, tools).decide();
    Collections.shuffle(tools, random);
    Decision other = contest(gold, tools).decide();
    assertThat(other.verdict()).isEqualTo(one.verdict());
    assertThat(other.recommended()).isEqualTo(one.recommended());
    assertThat(other.moreLabels()).isEqualTo(one.moreLabels());
    assertThat(other.front()).isEqualTo(one.front());
    assertThat(other.candidates()).containsExactlyInAnyOrderElementsOf(one.candidates());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aHigherBarRaisesNoState(long seed) {
    Random random = new Random(seed);
    int gold = 20 + random.nextInt(400);
    List<Tool> tools = tools(random, gold);
    List<String> order = List.of("fails", "undecided", "meets");
    List<Candidate> before = contest(gold, tools).bar(0.5).decide().candidates();
    for (double bar = 0.55; bar < 1; bar += 0.05) {
      List<Candidate> after = contest(gold, tools).bar(bar).decide().candidates();
      for (int i = 0; i < after.size(); i++) {
        assertThat(order.indexOf(after.get(i).state()))
            .isLessThanOrEqualTo(order.indexOf(before.get(i).state()));
      }
      before = after;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aFurtherLookOrToolWidensEveryLimit(long seed) {
    Random random = new Random(seed);
    int gold = 20 + random.nextInt(400);
    List<Tool> tools = tools(random, gold);
    List<Candidate> first = contest(gold, tools).decide().candidates();
    List<Candidate> second = contest(gold, tools).look(2).decide().candidates();
    List<Candidate> crowded =
        contest(gold, tools).tool("another", 1, gold / 2).decide().candidates();
    for (int i = 0; i < first.size(); i++) {
      assertWider(second.get(i), first.get(i));
      assertWider(crowded.get(i), first.get(i));
    }
  }

  private static void assertWider(Candidate wide, Candidate narrow) {
    assertThat(Objects.requireNonNull(wide.lower()))
        .isLessThanOrEqualTo(Objects.requireNonNull(narrow.lower()));
    assertThat(Objects.requireNonNull(wide.upper()))
        .isGreaterThanOrEqualTo(Objects.requireNonNull(narrow.upper()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theRecommendedOneIsProvedAndNoneThatIsProvedCostsAFifthLess(long seed) {
    Random random = new Random(seed);
    int gold = 100 + random.nextInt(400);
    List<Tool> tools = tools(random, gold);
    Decision decision = contest(gold, tools).bar(0.6).decide();
    List<String> meeting =
        decision.candidates().stream()
            .filter(c -> c.state().equals("meets"))
            .map(Candidate::labeler)
            .toList();
    if (meeting.isEmpty()) {
      assertThat(decision.recommended()).isNull();
    } else {
      assertThat(decision.recommended()).as("names rise with prices").isEqualTo(meeting.get(0));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theFrontAndTheDominatedAreAllAndEachIsBeatenByItsBetter(long seed) {
    Random random = new Random(seed);
    int gold = 20 + random.nextInt(400);
    List<Tool> tools = tools(random, gold);
    Decision decision = contest(gold, tools).decide();
    assertThat(decision.front().size() + decision.dominated().size()).isEqualTo(tools.size());
    for (int i = 1; i < decision.front().size(); i++) {
      assertThat(decision.front().get(i).usd()).isGreaterThan(decision.front().get(i - 1).usd());
      assertThat(decision.front().get(i).accuracy())
          .isGreaterThan(decision.front().get(i - 1).accuracy());
    }
    decision.dominated().forEach(d -> assertThat(d.usdMore()).isNotNegative());
  }
}
