package io.assay.label;

import io.assay.stats.agreement.WeightedVote;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels a post by what several labelers say of it. The label with the largest sum of weights wins;
 * of equal sums the one that comes first in the task. Who says nothing has no vote.
 */
public final class MajorityVote implements Serializable {
  /** Sums of the same weights in another order are equal. */
  private static final double SLACK = 1e-9;

  private final List<String> labels;
  private final Ballot ballot;
  private final double[] weights;
  private final boolean isLogOdds;

  private MajorityVote(
      List<String> labels, List<String> members, double[] weights, boolean isLogOdds) {
    this.labels = List.copyOf(labels);
    this.ballot = new Ballot(members);
    this.weights = weights.clone();
    this.isLogOdds = isLogOdds;
  }

  /**
   * Every member has one vote.
   *
   * @param labels in the order of the task
   * @param members names of the labelers
   */
  public static MajorityVote equal(List<String> labels, List<String> members) {
    double[] ones = new double[members.size()];
    Arrays.fill(ones, 1);
    return new MajorityVote(labels, members, ones, false);
  }

  /**
   * Every member votes with the log-odds of its accuracy, see {@link WeightedVote#weight}.
   *
   * @param tallies one a member
   */
  public static MajorityVote byAccuracy(List<String> labels, List<Tally> tallies) {
    List<String> members = tallies.stream().map(Tally::labeler).toList();
    double[] weights =
        tallies.stream()
            .mapToDouble(tally -> WeightedVote.weight(tally.right, tally.labelled, labels.size()))
            .toArray();
    return new MajorityVote(labels, members, weights, true);
  }

  /**
   * How often a member was right.
   *
   * @param labeler its name
   * @param right of the posts with gold that it labelled
   * @param labelled posts with gold that it labelled
   */
  public record Tally(String labeler, long right, long labelled) implements Serializable {
    public Tally {
      if (right < 0 || right > labelled) {
        throw new IllegalArgumentException(right + " right of " + labelled);
      }
    }
  }

  /**
   * What the votes come to.
   *
   * @param said one label a member, null where it says nothing
   * @return the label; its confidence is its share of the votes or, with log-odds, the probability
   *     that it is the right one if the members err independently and all labels are as frequent
   */
  public Outcome label(List<@Nullable String> said) {
    double[] sums = new double[labels.size()];
    for (int i = 0; i < said.size(); i++) {
      String label = said.get(i);
      if (label != null) {
        sums[labels.indexOf(label)] += weights[i];
      }
    }
    int best = 0;
    for (int i = 1; i < sums.length; i++) {
      best = sums[i] > sums[best] + SLACK ? i : best;
    }
    String winner = labels.get(best);
    return sums[best] > 0
        ? Outcome.labelled(winner, confidence(sums, best), ballot.evidence(said, winner))
        : Outcome.abstained(ballot.isEmpty(said) ? Ballot.NO_VOTE : "no vote has any weight");
  }

  private double confidence(double[] sums, int best) {
    double[] shares =
        isLogOdds ? Arrays.stream(sums).map(sum -> Math.exp(sum - sums[best])).toArray() : sums;
    return Math.min(1, shares[best] / Arrays.stream(shares).sum());
  }
}
