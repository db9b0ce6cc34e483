package io.assay.eval;

import io.assay.stats.Binomial;
import io.assay.stats.Floors;
import io.assay.stats.Interval;
import io.assay.stats.comparison.IndependentComparison;

/** Whether a labeler learned its training posts by heart, or too little of them. */
public enum Fit {
  /** Train is at least 5 points above test, the lower limit of the difference (Newcombe 1998). */
  OVERFIT("learned its training posts by heart: simpler settings or more labels may help"),
  /** Even what it learned from it gets right less often than the bar asks, by the upper limit. */
  UNDERFIT(
      "misses the bar even on what it learned from: it needs better features, not more labels"),
  /** Neither shows. */
  FINE("nothing to see"),
  /** Fewer than 15 gold posts on a side. */
  UNKNOWN("too few gold posts to tell");

  private static final double GAP = 0.05;

  private final String sentence;

  Fit(String sentence) {
    this.sentence = sentence;
  }

  /** What it means, for people. */
  public String sentence() {
    return sentence;
  }

  /**
   * The reading of two parts; of both faults the second is named, as it comes first in mending.
   *
   * @param train gold posts that were learned from
   * @param test gold posts of the frame
   * @param bar accuracy that the task needs, 0 to 1
   */
  public static Fit of(CountTable train, CountTable test, double bar) {
    if (Math.min(train.n(), test.n()) < Floors.GOLD_FOR_INTERVAL) {
      return UNKNOWN;
    }
    long right = train.n(Count::right);
    Interval gap =
        new IndependentComparison(right, train.n(), test.n(Count::right), test.n())
            .newcombe(LabelerEvaluation.ALPHA);
    if (Binomial.wilson(right, train.n(), LabelerEvaluation.ALPHA).upper() < bar) {
      return UNDERFIT;
    }
    return gap.lower() > GAP ? OVERFIT : FINE;
  }
}
