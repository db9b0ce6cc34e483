package io.assay.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Campaigns of ten looks, each with 20 gold posts more, that stop at the first verdict: how often a
 * tool is recommended or ruled out that lies exactly at the bar.
 */
@Tag("slow")
class HonestySimulationTest {
  private static final int CAMPAIGNS = 2_000;
  private static final int LOOKS = 10;
  private static final int GOLD_A_LOOK = 20;
  private static final double ALPHA = 0.05;

  private static final double BAR = 0.8;

  /** The share of campaigns that ever come to a verdict. */
  private static double share(
      Verdict verdict, double truth, int tools, double coverage, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    int campaigns = 0;
    for (int i = 0; i < CAMPAIGNS; i++) {
      campaigns += ever(verdict, truth, tools, coverage, random) ? 1 : 0;
    }
    return (double) campaigns / CAMPAIGNS;
  }

  private static boolean ever(
      Verdict verdict, double truth, int tools, double coverage, UniformRandomProvider random) {
    long[] right = new long[tools];
    long[] labelled = new long[tools];
    for (int look = 1; look <= LOOKS; look++) {
      for (int tool = 0; tool < tools; tool++) {
        for (int post = 0; post < GOLD_A_LOOK; post++) {
          boolean answers = random.nextDouble() < coverage;
          labelled[tool] += answers ? 1 : 0;
          right[tool] += answers && random.nextDouble() < truth ? 1 : 0;
        }
      }
      if (verdict(look, right, labelled, coverage) == verdict) {
        return true;
      }
    }
    return false;
  }

  /** The same counts come up again and again, whatever the order of the tools. */
  private static final Map<List<String>, Verdict> DECIDED = new HashMap<>();

  private static Verdict verdict(int look, long[] right, long[] labelled, double coverage) {
    List<String> key = new ArrayList<>(List.of("look " + look, "coverage " + coverage));
    IntStream.range(0, right.length)
        .mapToObj(tool -> right[tool] + " of " + labelled[tool])
        .sorted()
        .forEach(key::add);
    return DECIDED.computeIfAbsent(key, k -> decide(look, right, labelled, coverage).verdict());
  }

  private static Decision decide(int look, long[] right, long[] labelled, double coverage) {
    long gold = (long) look * GOLD_A_LOOK;
    Contest contest = new Contest(gold).look(look);
    if (coverage < 1) {
      contest.selective(0.1);
    }
    for (int tool = 0; tool < right.length; tool++) {
      contest.tool("t" + tool, tool, gold, right[tool], labelled[tool], coverage);
    }
    return contest.decide();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 1, 2", "1, .5, 3"})
  void aToolAtTheBarIsSeldomRecommended(int tools, double coverage, long seed) {
    assertThat(share(Verdict.RECOMMENDED, BAR, tools, coverage, seed)).isLessThanOrEqualTo(ALPHA);
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "2, 5"})
  void aToolAtTheBarIsSeldomRuledOut(int tools, long seed) {
    assertThat(share(Verdict.NO_TOOL_MEETS_THE_BAR, BAR, tools, 1, seed))
        .isLessThanOrEqualTo(ALPHA);
  }

  @ParameterizedTest
  @CsvSource({"1, 6", "2, 7"})
  void aGoodToolIsMostlyFound(int tools, long seed) {
    assertThat(share(Verdict.RECOMMENDED, 0.92, tools, 1, seed)).isGreaterThan(0.8);
  }
}
