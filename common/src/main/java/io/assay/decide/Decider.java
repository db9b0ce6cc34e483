package io.assay.decide;

import io.assay.config.Task;
import io.assay.cost.Ledger;
import io.assay.decide.Decision.Bar;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.Look;
import io.assay.stats.Binomial;
import io.assay.stats.Floors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** The code of the warning about a tool that has no price; the tool follows after a colon. */
  public static final String UNKNOWN_PRICE = "unknown-price";

  private final Question question;
  private final Evidence evidence;
  private final List<Contestant> contestants;
  private final Look look;

  private Decider(Question question, Evidence evidence) {
    this.question = question;
    this.evidence = evidence;
    this.contestants = evidence.contestants();
    int scored = (int) contestants.stream().filter(c -> c.gold() > 0).count();
    this.look = look(question, Math.max(1, scored), question.lookNumber());
  }

  /** Decides. */
  public static Decision decide(Question question, Evidence evidence) {
    return new Decider(question, evidence).decision();
  }

  private static Look look(Question question, int scored, int number) {
    double alpha = (1 - question.bar().confidence()) / ((double) scored * number * (number + 1.0));
    return new Look(number, scored, alpha);
  }

  private Decision decision() {
    List<Candidate> candidates = contestants.stream().map(this::candidate).toList();
    Candidate best = recommended(candidates);
    Verdict verdict = verdict(candidates, best);
    List<FurtherGold.Need> open = open(candidates, best);
    Task.Bar bar = question.bar();
    ParetoFront front = new ParetoFront(question.corpusSize(), evidence, candidates);
    TrainingAdvice advice = new TrainingAdvice(question);
    return new Decision(
        SCHEMA_VERSION,
        question.task(),
        question.ds(),
        verdict,
        verdict == Verdict.RECOMMENDED && best != null ? best.labeler() : null,
        new Bar(bar.metric().key(), bar.atLeast(), bar.confidence(), bar.minCoverage()),
        question.corpusSize(),
        look,
        candidates,
        open.stream().map(FurtherGold.Need::undecided).toList(),
        FirstStages.cheapest(bar.atLeast(), look.alpha(), contestants, candidates),
        verdict == Verdict.NOT_ENOUGH_EVIDENCE ? FurtherGold.least(open) : null,
        warnings(),
        question.inputs(),
        front.steps(),
        front.dominated(),
        BreakEvens.of(contestants),
        evidence.training().stream().map(advice::of).toList(),
        TieGroup.of(evidence, 1 - bar.confidence()));
  }

  /**
   * A tool that was scored and whose price nobody knows is named: it only seems to be in the race.
   */
  private List<String> warnings() {
    List<String> warnings = new ArrayList<>(question.warnings());
    contestants.stream()
        .filter(c -> c.gold() > 0 && !c.ledger().isPriced())
        .forEach(c -> warnings.add(UNKNOWN_PRICE + ": " + c.labeler()));
    return List.copyOf(warnings);
  }

  private Candidate candidate(Contestant c) {
    long n = question.isSelective() ? c.labelledGold() : c.gold();
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
        c.ledger().isPriced() ? c.ledger().marginalUsdPer1000().doubleValue() : null,
        c.hours(),
        state(c, lower, upper));
  }

  private String state(Contestant c, @Nullable Double lower, @Nullable Double upper) {
    Task.Bar bar = question.bar();
    Double slowest = question.maxHours();
    Double hours = c.hours();
    if (c.notTrained() != null) {
      return "not-trained";
    }
    if (slowest != null && hours != null && hours > slowest) {
      return "too-slow";
    }
    if (bar.minCoverage() != null && c.coverage() != null && c.coverage() < bar.minCoverage()) {
      return "fails";
    }
    boolean covers = bar.minCoverage() == null || c.coverage() != null;
    if (lower == null || upper == null || !covers) {
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
    boolean open = candidates.stream().anyMatch(Decider::isOpen);
    // Where no tool could be trained, none was ruled out either.
    boolean judged = candidates.stream().anyMatch(c -> !c.state().equals("not-trained"));
    return judged && !open ? Verdict.NO_TOOL_MEETS_THE_BAR : Verdict.NOT_ENOUGH_EVIDENCE;
  }

  /** The cheaper ones, or all without a recommendation, that more gold could settle. */
  private List<FurtherGold.Need> open(List<Candidate> candidates, @Nullable Candidate best) {
    FurtherGold further = new FurtherGold(question, nextAlpha());
    List<FurtherGold.Need> open = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate c = candidates.get(i);
      if (isOpen(c) && (best == null || usd(c) < usd(best))) {
        open.add(further.need(contestants.get(i), c));
      }
    }
    return open;
  }

  /** All that could be scored then are counted, as the first gold is judged for all at once. */
  private double nextAlpha() {
    int trained = (int) contestants.stream().filter(c -> c.notTrained() == null).count();
    return look(question, Math.max(look.labelersScored(), trained), look.number() + 1).alpha();
  }

  private static boolean isOpen(Candidate c) {
    return c.state().equals("undecided") || c.state().equals("not-scored");
  }

  /** Dollars for the corpus; a tool whose price is not known is dearer than any other. */
  private double usd(Candidate c) {
    Ledger ledger =
        contestants.stream()
            .filter(x -> x.labeler().equals(c.labeler()))
            .findFirst()
            .orElseThrow()
            .ledger();
    return ledger.isPriced()
        ? ledger.usdFor(question.corpusSize()).doubleValue()
        : Double.POSITIVE_INFINITY;
  }
}
