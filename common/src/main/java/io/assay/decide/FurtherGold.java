package io.assay.decide;

import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.MoreLabels;
import io.assay.decide.Decision.Undecided;
import io.assay.stats.Floors;
import io.assay.stats.planning.SampleSize;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What it would take to know of a candidate that is neither proved nor ruled out. A tool that was
 * asked about some of the gold only, such as an LLM, is first asked about the rest of it: that
 * needs no labels by people.
 */
final class FurtherGold {
  private static final double POWER = 0.8;

  private final Question question;
  private final double bar;
  private final double alpha;

  /**
   * @param alpha one-sided error probability of a limit at the next look
   */
  FurtherGold(Question question, double alpha) {
    this.question = question;
    this.bar = question.bar().atLeast();
    this.alpha = alpha;
  }

  /**
   * What one candidate needs.
   *
   * @param labels further ones by people, null when no number would help
   * @param estimated whether it follows from an estimate and not from the floor alone
   */
  record Need(Undecided undecided, @Nullable MoreLabels labels, boolean estimated) {}

  /** The fewest further labels that would settle one, by those with an estimate if there are. */
  static @Nullable MoreLabels least(List<Need> needs) {
    MoreLabels least = null;
    boolean estimated = needs.stream().anyMatch(need -> need.estimated() && need.labels() != null);
    for (Need need : needs) {
      MoreLabels labels = need.labels();
      if (labels == null || need.estimated() != estimated) {
        continue;
      }
      least = least == null || labels.n() < least.n() ? labels : least;
    }
    return least;
  }

  /** What a candidate needs that is undecided or not scored. */
  Need need(Contestant contestant, Candidate candidate) {
    Double value = candidate.value();
    if (value == null || candidate.n() < Floors.GOLD_FOR_INTERVAL) {
      return first(contestant, candidate);
    }
    if (value <= bar) {
      return hopeless(
          candidate, "its estimate is at or under the bar: more labels will not help", true);
    }
    OptionalLong scored = SampleSize.certify(value, bar, alpha, POWER);
    return scored.isEmpty()
        ? hopeless(
            candidate,
            "its estimate is so near the bar that no number of labels would tell: more labels will"
                + " not help",
            true)
        : settled(
            contestant,
            candidate,
            scored.getAsLong(),
            "would certify with 80 % power if the estimate holds",
            true);
  }

  /** Too few to estimate from. */
  private Need first(Contestant contestant, Candidate candidate) {
    if (bar >= 1) {
      return hopeless(
          candidate, "no number of labels proves that a tool never errs: lower the bar", false);
    }
    long errorless = bar <= 0 ? 1 : SampleSize.zeroError(bar, 1 - alpha);
    return settled(
        contestant,
        candidate,
        Math.max(Floors.GOLD_FOR_INTERVAL, errorless),
        "too few labels to tell; a tool without an error would need this many",
        false);
  }

  /**
   * The need of a candidate that must be scored on so many posts. Of the gold that is still to
   * come, selective accuracy scores only the share that the tool labels.
   */
  private Need settled(
      Contestant contestant, Candidate candidate, long scored, String note, boolean estimated) {
    Double coverage = candidate.coverage();
    double share = question.isSelective() && coverage != null ? coverage : 1;
    if (share == 0) {
      return hopeless(candidate, "it labels no post: more labels will not help", estimated);
    }
    long further = (long) Math.ceil(Math.max(1, scored - candidate.n()) / share);
    long asked = Math.min(further, Math.max(0, question.goldInFrame() - contestant.gold()));
    MoreLabels labels = priced(further - asked);
    Undecided undecided =
        new Undecided(
            candidate.labeler(),
            contestant.gold() + further,
            labels.usd(),
            labels.hours(),
            note + asking(asked, labels.n()));
    return new Need(undecided, labels, estimated);
  }

  private static String asking(long asked, long labels) {
    if (asked == 0) {
      return "";
    }
    return labels == 0
        ? "; ask it about %d more of the gold posts that there are: no further labels are needed"
            .formatted(asked)
        : "; ask it about the other %d gold posts that there are and %d further ones"
            .formatted(asked, labels);
  }

  private static Need hopeless(Candidate c, String note, boolean estimated) {
    return new Need(new Undecided(c.labeler(), null, null, null, note), null, estimated);
  }

  private MoreLabels priced(long labels) {
    return new MoreLabels(labels, question.goldUsd(labels), question.goldHours(labels));
  }
}
