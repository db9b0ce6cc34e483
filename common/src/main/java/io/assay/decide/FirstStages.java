package io.assay.decide;

import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.FirstStage;
import io.assay.stats.Binomial;
import io.assay.stats.Floors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tool to let go first, whatever the verdict: what counts is the posts that it labels. */
final class FirstStages {
  private FirstStages() {}

  /**
   * Of the tools that are right often enough on what they label, the cheapest for 1,000 posts;
   * where none is proved to be, the one with the highest limit. Equal ones: the first.
   *
   * @param alpha one-sided error probability of a limit
   * @param candidates those of the contestants, in the same order
   * @return null where no tool in time labels 15 gold posts
   */
  static @Nullable FirstStage cheapest(
      double bar, double alpha, List<Contestant> contestants, List<Candidate> candidates) {
    List<FirstStage> stages = new ArrayList<>();
    FirstStage cheapest = null;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < contestants.size(); i++) {
      FirstStage stage = stage(contestants.get(i), candidates.get(i).state(), alpha);
      if (stage == null) {
        continue;
      }
      stages.add(stage);
      Double usd = candidates.get(i).marginalUsdPer1000();
      if (stage.rightAtLeast() >= bar && usd != null && usd < least) {
        cheapest = stage;
        least = usd;
      }
    }
    return cheapest == null ? surest(stages) : cheapest;
  }

  private static @Nullable FirstStage surest(List<FirstStage> stages) {
    return stages.stream()
        .sorted(Comparator.comparingDouble(FirstStage::rightAtLeast).reversed())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable FirstStage stage(Contestant c, String state, double alpha) {
    boolean out = state.equals("not-trained") || state.equals("too-slow");
    if (c.coverage() == null || out || c.labelledGold() < Floors.GOLD_FOR_INTERVAL) {
      return null;
    }
    double lower = Binomial.lowerBound(c.right(), c.labelledGold(), alpha);
    return new FirstStage(c.labeler(), c.coverage(), (double) c.right() / c.labelledGold(), lower);
  }
}
