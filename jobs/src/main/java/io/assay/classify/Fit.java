package io.assay.classify;

/**
 * What the qualities on part train and tune say of a model. The rule, with SE the standard error of
 * the accuracy on tune: {@link #UNDERFIT} if its accuracy on train is less than 0.05 above what the
 * most frequent label alone would reach there; {@link #OVERFIT} if it is right more often on train
 * than on tune by more than 0.1 and 2 SE; {@link #UNKNOWN} with fewer than 15 posts in tune.
 */
public enum Fit {
  BALANCED,
  OVERFIT,
  UNDERFIT,
  UNKNOWN;

  private static final double LEARNED = 0.05;
  private static final double GAP = 0.1;
  private static final double STANDARD_ERRORS = 2;
  private static final long LEAST_POSTS = 15;

  /**
   * The verdict.
   *
   * @param majority share of the most frequent label in part train
   */
  public static Fit of(Quality train, Quality tune, double majority) {
    if (train.accuracy() < majority + LEARNED) {
      return UNDERFIT;
    }
    if (tune.posts() < LEAST_POSTS) {
      return UNKNOWN;
    }
    double error = Math.sqrt(tune.accuracy() * (1 - tune.accuracy()) / tune.posts());
    double gap = train.accuracy() - tune.accuracy();
    return gap > Math.max(GAP, STANDARD_ERRORS * error) ? OVERFIT : BALANCED;
  }
}
