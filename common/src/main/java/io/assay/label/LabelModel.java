package io.assay.label;

import io.assay.stats.agreement.DawidSkene;
import io.assay.stats.agreement.DawidSkene.Pattern;
import io.assay.stats.agreement.DawidSkene.Vote;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labels a post by what several labelers say of it, each trusted as its errors deserve, which are
 * learned from their votes alone (Dawid and Skene 1979). No gold is needed; three labelers are.
 * Labelers that err together look too good, and so does the confidence.
 */
public final class LabelModel implements Serializable {
  /** Two labelers that differ do not show which of them errs. */
  public static final int FEWEST_MEMBERS = 3;

  private final List<String> labels;
  private final Ballot ballot;
  private final Fit fit;

  /**
   * What is learned.
   *
   * @param priors share of each label
   * @param errors member × true label × what it says: a probability
   */
  public record Fit(List<Double> priors, List<List<List<Double>>> errors) implements Serializable {}

  /**
   * A model that was learned before.
   *
   * @param labels in the order of the task
   * @param members names of the labelers, in the order of the fit
   */
  public LabelModel(List<String> labels, List<String> members, Fit fit) {
    if (fit.priors.size() != labels.size() || fit.errors.size() != members.size()) {
      throw new IllegalArgumentException(
          "a model of %d labels and %d labelers, not of %d and %d"
              .formatted(fit.priors.size(), fit.errors.size(), labels.size(), members.size()));
    }
    this.labels = List.copyOf(labels);
    this.ballot = new Ballot(members);
    this.fit = fit;
  }

  /**
   * Learns from votes.
   *
   * @param ballots posts by what the members say, null where a member says nothing; ballots without
   *     a vote teach nothing
   * @throws IllegalArgumentException if there is no vote
   */
  public static Fit fit(
      List<String> labels, int members, Map<List<@Nullable String>, Long> ballots) {
    List<Pattern> patterns =
        ballots.entrySet().stream()
            .map(entry -> new Pattern(votes(labels, entry.getKey()), entry.getValue()))
            .filter(pattern -> !pattern.votes().isEmpty())
            .toList();
    DawidSkene learned =
        DawidSkene.fit(patterns, members, labels.size(), DawidSkene.Settings.DEFAULT);
    return new Fit(learned.priors(), learned.errors());
  }

  /**
   * The likeliest label given the votes; of equals the first. Its confidence is its probability.
   *
   * @param said one label a member, null where it says nothing
   */
  public Outcome label(List<@Nullable String> said) {
    if (ballot.isEmpty(said)) {
      return Outcome.abstained(Ballot.NO_VOTE);
    }
    double[] posterior = DawidSkene.posterior(fit.priors, fit.errors, votes(labels, said));
    int best = DawidSkene.mostLikely(posterior);
    String winner = labels.get(best);
    return Outcome.labelled(winner, Math.min(1, posterior[best]), ballot.evidence(said, winner));
  }

  private static List<Vote> votes(List<String> labels, List<@Nullable String> said) {
    List<Vote> votes = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      String label = said.get(i);
      if (label != null) {
        votes.add(new Vote(i, labels.indexOf(label), 1));
      }
    }
    return votes;
  }
}
