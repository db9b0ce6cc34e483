package io.assay.stats.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What accuracy costs: the front of labelers worth having, and the price of one error less. */
public final class CostEffectiveness {
  private CostEffectiveness() {}

  /**
   * A labeler with its total cost and the errors that it makes.
   *
   * @param name of the labeler
   * @param cost for the corpus
   * @param errors on the corpus
   */
  public record Option(String name, double cost, double errors) {}

  /**
   * A step along the front.
   *
   * @param option the labeler
   * @param costPerErrorAvoided against the labeler before it, {@code NaN} for the first
   */
  public record Step(Option option, double costPerErrorAvoided) {}

  /**
   * The price of each error that B avoids over A, {@code NaN} unless B costs more and errs less.
   */
  public static double costPerErrorAvoided(
      double costA, double errorsA, double costB, double errorsB) {
    return costB > costA && errorsB < errorsA ? (costB - costA) / (errorsA - errorsB) : Double.NaN;
  }

  /**
   * The labelers that no other beats or equals on both cost and errors, cheapest first; of two with
   * the same cost and errors the first given stays.
   */
  public static List<Option> front(List<Option> options) {
    List<Option> byCost = new ArrayList<>(options);
    byCost.sort(Comparator.comparingDouble(Option::cost).thenComparingDouble(Option::errors));
    List<Option> front = new ArrayList<>();
    double fewest = Double.POSITIVE_INFINITY;
    for (Option option : byCost) {
      if (option.errors < fewest) {
        front.add(option);
        fewest = option.errors;
      }
    }
    return List.copyOf(front);
  }

  /** The price of one error less along the front, each against its neighbour. */
  public static List<Step> steps(List<Option> options) {
    List<Step> steps = new ArrayList<>();
    Option before = new Option("", Double.NaN, Double.NaN);
    for (Option option : front(options)) {
      double ratio = costPerErrorAvoided(before.cost, before.errors, option.cost, option.errors);
      steps.add(new Step(option, ratio));
      before = option;
    }
    return List.copyOf(steps);
  }

  /**
   * The front without labelers that a mix of their neighbours beats, so that prices along it only
   * rise (extended dominance).
   */
  public static List<Option> efficientFront(List<Option> options) {
    List<Option> kept = new ArrayList<>();
    for (Option option : front(options)) {
      while (kept.size() >= 2 && isMixable(kept, option)) {
        kept.remove(kept.size() - 1);
      }
      kept.add(option);
    }
    return List.copyOf(kept);
  }

  /** Whether the last kept labeler buys errors at a higher price than going on to the next does. */
  private static boolean isMixable(List<Option> kept, Option next) {
    Option last = kept.get(kept.size() - 1);
    Option before = kept.get(kept.size() - 2);
    return costPerErrorAvoided(before.cost, before.errors, last.cost, last.errors)
        >= costPerErrorAvoided(last.cost, last.errors, next.cost, next.errors);
  }

  /**
   * The expected cost of a post in a cascade, c₁ + e₁(c₂ + e₂(c₃ + …)).
   *
   * @param stageCost cost of a post in each stage
   * @param escalated share of its posts that each stage but the last hands on
   */
  public static double cascadeCost(double[] stageCost, double[] escalated) {
    if (stageCost.length == 0 || escalated.length != stageCost.length - 1) {
      throw new IllegalArgumentException(
          stageCost.length + " stages need one share less, got " + escalated.length);
    }
    double cost = stageCost[stageCost.length - 1];
    for (int stage = stageCost.length - 2; stage >= 0; stage--) {
      cost = stageCost[stage] + escalated[stage] * cost;
    }
    return cost;
  }
}
