package io.assay.stats.agreement;

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

  /**
   * The weight of a rater's vote for one of several classes: the log-odds of its accuracy where its
   * errors spread evenly over the other classes, log (a (classes − 1) / (1 − a)) (Nitzan and
   * Paroush 1982 for two classes). The accuracy is smoothed towards chance by one imagined answer a
   * class, a = (right + 1) / (answers + classes), so that a rater of whom nothing is known weighs
   * 0.
   *
   * @return at least 0: who is worse than chance is not believed the contrary
   */
  public static double weight(long right, long answers, int classes) {
    double accuracy = (right + 1.0) / (answers + classes);
    return Math.max(0, logit(accuracy) + Math.log(classes - 1.0));
  }

  private static double logit(double p) {
    return Math.log(p) - Math.log1p(-p);
  }
}
