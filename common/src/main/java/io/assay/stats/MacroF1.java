package io.assay.stats;

import java.util.List;

/**
 * Macro-F1 of a simple random sample with its delta-method standard error (Takahashi et al. 2022),
 * over the labels whose F1 is defined.
 *
 * @param value mean F1
 * @param standardError its standard error, {@code NaN} where undefined
 * @param n posts
 * @param leastGold gold posts of the label with the fewest, among those counted
 * @param undefinedLabels labels left out
 */
public record MacroF1(
    double value, double standardError, long n, long leastGold, List<String> undefinedLabels) {

  /** Copies the list. */
  public MacroF1 {
    undefinedLabels = List.copyOf(undefinedLabels);
  }

  /** The macro-F1 of a table. */
  public static MacroF1 of(ConfusionTable table) {
    List<String> undefined = table.undefinedLabels();
    return new MacroF1(
        table.macroF1(),
        standardError(table, table.size() - undefined.size()),
        table.n(),
        leastGold(table),
        undefined);
  }

  private static long leastGold(ConfusionTable table) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < table.size(); i++) {
      if (table.gold(i) + table.predicted(i) > 0) {
        least = Math.min(least, table.gold(i));
      }
    }
    return least == Long.MAX_VALUE ? 0 : least;
  }

  private static double standardError(ConfusionTable table, int classes) {
    double n = table.n();
    double mean = 0;
    double meanSquare = 0;
    for (int gold = 0; gold < table.size(); gold++) {
      for (int predicted = 0; predicted <= table.size(); predicted++) {
        boolean none = predicted == table.size();
        long count = none ? table.unanswered(gold) : table.count(gold, predicted);
        if (count > 0) {
          double gradient = gradient(table, gold, predicted) / classes;
          mean += count / n * gradient;
          meanSquare += count / n * gradient * gradient;
        }
      }
    }
    return Math.sqrt(Math.max(0, meanSquare - mean * mean) / n);
  }

  /** The derivative of the sum of F1 by the share of one cell; the last column is no prediction. */
  private static double gradient(ConfusionTable table, int gold, int predicted) {
    double n = table.n();
    double goldShare = (table.gold(gold) + table.predicted(gold)) / n;
    if (gold == predicted) {
      return (2 - 2 * table.f1(gold)) / goldShare;
    }
    double lost = -table.f1(gold) / goldShare;
    if (predicted == table.size()) {
      return lost;
    }
    double share = (table.gold(predicted) + table.predicted(predicted)) / n;
    return lost - table.f1(predicted) / share;
  }

  /** The delta-method interval, cut to [0, 1]. */
  public Interval interval(double alpha) {
    return Interval.around(value, Quantiles.z(alpha) * standardError).asProbability();
  }

  /**
   * The value with its interval. There is none when a class has under 10 gold posts, or when no
   * error was seen and the standard error is 0; use the bootstrap then.
   */
  public Estimate estimate(double alpha) {
    Estimate estimate = Estimate.of(value, interval(alpha), alpha, "macro-f1-delta", n);
    if (!undefinedLabels.isEmpty()) {
      estimate = estimate.withWarning(Warnings.LABELS_LEFT_OUT);
    }
    if (!estimate.isDefined()) {
      return estimate.withoutInterval(Warnings.NO_DATA);
    }
    if (leastGold < Floors.GOLD_PER_CLASS) {
      return estimate.withoutInterval(Warnings.THIN_CLASS);
    }
    return standardError == 0
        ? estimate.withoutInterval(Warnings.ZERO_VARIANCE)
        : estimate.atGoldFloors(n);
  }
}
