package io.assay.stats;

/** Checks of parallel arrays of scores and outcomes. */
public final class Scores {
  private Scores() {}

  /** Checks equal lengths and that there is no {@code NaN}. */
  public static void check(double[] score, double[] outcome) {
    if (score.length != outcome.length) {
      throw new IllegalArgumentException(
          score.length + " scores but " + outcome.length + " outcomes");
    }
    for (int i = 0; i < score.length; i++) {
      if (Double.isNaN(score[i]) || Double.isNaN(outcome[i])) {
        throw new IllegalArgumentException("score or outcome " + i + " is not a number");
      }
    }
  }
}
