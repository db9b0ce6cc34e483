package io.assay.stats;

import org.jspecify.annotations.Nullable;

/**
 * The naive Bayes vote of binary raters with known accuracies, taken as independent.
 *
 * @param logOdds log-odds of class 1
 * @param posterior probability of class 1
 */
public record WeightedVote(double logOdds, double posterior) {

  /**
   * The vote for one post.
   *
   * @param accuracy of each rater, 0 to 1
   * @param votes 1 or 0 of each rater, null where it abstains
   * @param prior probability of class 1 before the votes
   */
  public static WeightedVote of(double[] accuracy, @Nullable Integer[] votes, double prior) {
    if (accuracy.length != votes.length) {
      throw new IllegalArgumentException(
          accuracy.length + " accuracies but " + votes.length + " votes");
    }
    double logOdds = logit(prior);
    for (int i = 0; i < votes.length; i++) {
      Integer vote = votes[i];
      if (vote != null) {
        logOdds += vote == 1 ? logit(accuracy[i]) : -logit(accuracy[i]);
      }
    }
    return new WeightedVote(logOdds, 1 / (1 + Math.exp(-logOdds)));
  }

  /** An accuracy estimated from n posts, kept away from 0 and 1 by 1/(2n+2). */
  public static double clippedAccuracy(double accuracy, long n) {
    double least = 1 / (2.0 * n + 2);
    return Math.min(1 - least, Math.max(least, accuracy));
  }

  private static double logit(double p) {
    return Math.log(p) - Math.log1p(-p);
  }
}
