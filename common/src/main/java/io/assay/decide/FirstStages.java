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
   * where none is proved to be, the one with the highest limit. Equal ones: the first. A tool that
   * labels every post is no first stage, unless no tool leaves any.
   *
   * @param alpha one-sided error probability of a limit
   * @param candidates those of the contestants, in the same order
   * @return null where no tool in time labels 15 gold posts
   */
  static @Nullable FirstStage cheapest(
      double bar, double alpha, List<Contestant> contestants, List<Candidate> candidates) {
    List<Priced> stages = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      FirstStage stage = stage(contestants.get(i), candidates.get(i).state(), alpha);
      if (stage != null) {
        stages.add(new Priced(stage, candidates.get(i).marginalUsdPer1000()));
      }
    }
    List<Priced> partial = stages.stream().filter(s -> s.stage().coverage() < 1).toList();
    return best(bar, partial.isEmpty() ? stages : partial);
  }

  /**
   * A tool as a first stage.
   *
   * @param usd for 1,000 posts, null if unknown
   */
  private record Priced(FirstStage stage, @Nullable Double usd) {
    double dollars() {
      return usd == null ? Double.POSITIVE_INFINITY : usd;
    }
  }

  private static @Nullable FirstStage best(double bar, List<Priced> stages) {
    return stages.stream()
        .filter(s -> s.stage().rightAtLeast() >= bar)
        .min(Comparator.comparingDouble(Priced::dollars))
        .or(() -> stages.stream().max(Comparator.comparingDouble(s -> s.stage().rightAtLeast())))
        .map(Priced::stage)
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
