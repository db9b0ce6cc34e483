package io.assay.decide;

import io.assay.config.Task;
import io.assay.cost.Prices;
import io.assay.decide.Decision.Bar;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.FirstStage;
import io.assay.decide.Decision.Look;
import io.assay.decide.Decision.MoreLabels;
import io.assay.decide.Decision.Undecided;
import io.assay.stats.Binomial;
import io.assay.stats.Floors;
import io.assay.stats.SampleSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The decision: one-sided Clopper-Pearson limits on gold of the frame, at a level that pays for the
 * number of candidates and of looks (alpha-spending by 1/(j(j+1)), which sums to 1), then the
 * cheapest candidate whose lower limit reaches the bar.
 */
public final class Decider {
  private static final int SCHEMA_VERSION = 1;

  /** Costs that differ by less are the same. */
  private static final double SAME_COST = 1.2;

  private static final double POWER = 0.8;

  private final Question question;
  private final List<Contestant> contestants;
  private final Look look;

  /**
   * What is to be decided.
   *
   * @param corpusSize posts that costs are for
   * @param goldInFrame gold posts of the frame
   * @param lookNumber j, from 1
   * @param warnings codes that the decision must carry
   * @param inputs name to fingerprint
   */
  public record Question(
      Task task,
      String ds,
      long corpusSize,
      long goldInFrame,
      int lookNumber,
      Prices prices,
      List<String> warnings,
      Map<String, String> inputs) {}

  private Decider(Question question, List<Contestant> contestants) {
    this.question = question;
    this.contestants = contestants;
    int scored = (int) contestants.stream().filter(c -> c.gold() > 0).count();
    this.look = look(question, Math.max(1, scored), question.lookNumber());
  }

  /** Decides. The contestants stand in the task's order. */
  public static Decision decide(Question question, List<Contestant> contestants) {
    return new Decider(question, contestants).decision();
  }

  private static Look look(Question question, int scored, int number) {
    double alpha =
        (1 - question.task().bar().confidence()) / ((double) scored * number * (number + 1.0));
    return new Look(number, scored, alpha);
  }

  private Decision decision() {
    List<Candidate> candidates = contestants.stream().map(this::candidate).toList();
    Candidate best = recommended(candidates);
    Verdict verdict = verdict(candidates, best);
    List<Undecided> open = undecided(candidates, best);
    Task.Bar bar = question.task().bar();
    return new Decision(
        SCHEMA_VERSION,
        question.task().name(),
        question.ds(),
        verdict,
        best == null ? null : best.labeler(),
        new Bar(bar.metric().key(), bar.atLeast(), bar.confidence(), bar.minCoverage()),
        question.corpusSize(),
        look,
        candidates,
        open,
        firstStage(candidates),
        verdict == Verdict.NOT_ENOUGH_EVIDENCE ? moreLabels(open) : null,
        question.warnings(),
        question.inputs());
  }

  private Candidate candidate(Contestant c) {
    boolean selective = selective();
    long n = selective ? c.labelledGold() : c.gold();
    boolean bounded = n >= Floors.GOLD_FOR_INTERVAL;
    Double lower = bounded ? Binomial.lowerBound(c.right(), n, look.alpha()) : null;
    Double upper = bounded ? Binomial.upperBound(c.right(), n, look.alpha()) : null;
    return new Candidate(
        c.labeler(),
        n,
        c.right(),
        n == 0 ? null : (double) c.right() / n,
        lower,
        upper,
        c.coverage(),
        c.ledger().fixedUsd().doubleValue(),
        c.ledger().marginalUsdPer1000().doubleValue(),
        c.hours(),
        state(c, lower, upper));
  }

  private String state(Contestant c, @Nullable Double lower, @Nullable Double upper) {
    Task.Bar bar = question.task().bar();
    Double slowest = question.task().maxHours();
    if (c.notTrained() != null) {
      return "not-trained";
    }
    if (slowest != null && c.hours() > slowest) {
      return "too-slow";
    }
    if (bar.minCoverage() != null && c.coverage() != null && c.coverage() < bar.minCoverage()) {
      return "fails";
    }
    if (lower == null || upper == null) {
      return "not-scored";
    }
    if (lower >= bar.atLeast()) {
      return "meets";
    }
    return upper < bar.atLeast() ? "fails" : "undecided";
  }

  /** The cheapest that meets the bar; of those that cost the same the most accurate, then first. */
  private @Nullable Candidate recommended(List<Candidate> candidates) {
    List<Candidate> meeting = candidates.stream().filter(c -> c.state().equals("meets")).toList();
    double least = meeting.stream().mapToDouble(this::usd).min().orElse(0);
    return meeting.stream()
        .filter(c -> usd(c) <= least * SAME_COST)
        .max(
            Comparator.comparingDouble((Candidate c) -> c.value() == null ? 0 : c.value())
                .thenComparing(candidates::indexOf, Comparator.reverseOrder()))
        .orElse(null);
  }

  private Verdict verdict(List<Candidate> candidates, @Nullable Candidate best) {
    if (question.goldInFrame() < Floors.GOLD_FOR_INTERVAL) {
      return Verdict.NOT_ENOUGH_EVIDENCE;
    }
    if (best != null) {
      return Verdict.RECOMMENDED;
    }
    boolean open =
        candidates.stream()
            .anyMatch(c -> c.state().equals("undecided") || c.state().equals("not-scored"));
    return open ? Verdict.NOT_ENOUGH_EVIDENCE : Verdict.NO_TOOL_MEETS_THE_BAR;
  }

  private List<Undecided> undecided(List<Candidate> candidates, @Nullable Candidate best) {
    List<Undecided> open = new ArrayList<>();
    for (Candidate c : candidates) {
      boolean unknown = c.state().equals("undecided") || c.state().equals("not-scored");
      if (unknown && (best == null || usd(c) < usd(best))) {
        open.add(undecided(c));
      }
    }
    return open;
  }

  private Undecided undecided(Candidate c) {
    double bar = question.task().bar().atLeast();
    double nextAlpha = look(question, look.labelersScored(), look.number() + 1).alpha();
    Double value = c.value();
    if (value == null || c.n() < Floors.GOLD_FOR_INTERVAL) {
      long first = Math.max(Floors.GOLD_FOR_INTERVAL, SampleSize.zeroError(bar, 1 - nextAlpha));
      return priced(
          c,
          perGold(c, first),
          "too few labels to tell; a tool without an error would need this many");
    }
    OptionalLong needed = SampleSize.certify(value, bar, nextAlpha, POWER);
    return needed.isEmpty()
        ? new Undecided(
            c.labeler(),
            null,
            null,
            null,
            "its estimate is at or under the bar: more labels will not help")
        : priced(
            c,
            perGold(c, needed.getAsLong()),
            "would certify with 80 % power if the estimate holds");
  }

  /** With selective accuracy only the labelled posts count, so more gold is needed for as many. */
  private long perGold(Candidate c, long scored) {
    double share = selective() && c.coverage() != null && c.coverage() > 0 ? c.coverage() : 1;
    return (long) Math.ceil(scored / share);
  }

  private Undecided priced(Candidate c, long n, String note) {
    MoreLabels more = price(n - question.goldInFrame());
    return new Undecided(c.labeler(), n, more.usd(), more.hours(), note);
  }

  private MoreLabels price(long further) {
    long n = Math.max(0, further);
    double usd = question.prices().goldLabelUsd().doubleValue() * n;
    double hours = usd / question.prices().personHourUsd().doubleValue();
    return new MoreLabels(n, usd, hours);
  }

  private @Nullable MoreLabels moreLabels(List<Undecided> open) {
    OptionalLong least = open.stream().filter(u -> u.n() != null).mapToLong(Undecided::n).min();
    return least.isEmpty() ? null : price(least.getAsLong() - question.goldInFrame());
  }

  /**
   * Of the tools that are right often enough on what they label, the cheapest for 1,000 posts;
   * where none is proved to be, the one with the highest limit.
   */
  private @Nullable FirstStage firstStage(List<Candidate> candidates) {
    double bar = question.task().bar().atLeast();
    List<FirstStage> stages = new ArrayList<>();
    FirstStage cheapest = null;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < contestants.size(); i++) {
      FirstStage stage = stage(contestants.get(i));
      if (stage == null) {
        continue;
      }
      stages.add(stage);
      Double usd = candidates.get(i).marginalUsdPer1000();
      if (stage.rightAtLeast() >= bar && usd != null && usd < least) {
        cheapest = stage;
        least = usd;
      }
    }
    return cheapest != null
        ? cheapest
        : stages.stream().max(Comparator.comparingDouble(FirstStage::rightAtLeast)).orElse(null);
  }

  private @Nullable FirstStage stage(Contestant c) {
    if (c.coverage() == null
        || c.notTrained() != null
        || c.labelledGold() < Floors.GOLD_FOR_INTERVAL) {
      return null;
    }
    double lower = Binomial.lowerBound(c.right(), c.labelledGold(), look.alpha());
    return new FirstStage(c.labeler(), c.coverage(), (double) c.right() / c.labelledGold(), lower);
  }

  private double usd(Candidate c) {
    Contestant contestant =
        contestants.stream().filter(x -> x.labeler().equals(c.labeler())).findFirst().orElseThrow();
    return contestant.ledger().usdFor(question.corpusSize()).doubleValue();
  }

  private boolean selective() {
    return question.task().bar().metric() == Task.Bar.Metric.SELECTIVE_ACCURACY;
  }
}
