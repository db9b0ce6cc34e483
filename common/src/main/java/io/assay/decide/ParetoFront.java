package io.assay.decide;

import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.Dominated;
import io.assay.decide.Decision.FrontStep;
import io.assay.eval.CountTable;
import io.assay.stats.Floors;
import io.assay.stats.Interval;
import io.assay.stats.comparison.PairedComparison;
import io.assay.stats.planning.CostEffectiveness;
import io.assay.stats.planning.CostEffectiveness.Option;
import io.assay.stats.planning.Fieller;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tools are worth their price, by accuracy over all posts whatever the bar holds them
 * against: what a corpus needs is correct posts. The front is drawn by point estimates, since
 * certificates of tools with different gold are no measure of how good they are; differences
 * between neighbours are paired and have intervals.
 */
final class ParetoFront {
  private static final double ALPHA = 0.05;
  private static final Set<String> OUT = Set.of("not-trained", "too-slow");

  private final long corpusSize;
  private final CountTable counts;
  private final List<Option> options = new ArrayList<>();
  private final List<Option> front;

  /**
   * @param candidates those of the contestants, in the same order
   */
  ParetoFront(long corpusSize, Evidence evidence, List<Candidate> candidates) {
    this.corpusSize = corpusSize;
    this.counts = evidence.counts();
    for (int i = 0; i < candidates.size(); i++) {
      Contestant c = evidence.contestants().get(i);
      boolean known = c.gold() >= Floors.GOLD_FOR_INTERVAL && c.ledger().isPriced();
      if (known && !OUT.contains(candidates.get(i).state())) {
        options.add(option(c));
      }
    }
    this.front = CostEffectiveness.front(options);
  }

  private Option option(Contestant c) {
    double wrong = (double) (c.gold() - c.right()) / c.gold();
    return new Option(c.labeler(), c.ledger().usdFor(corpusSize).doubleValue(), wrong);
  }

  /** The front, cheapest first. */
  List<FrontStep> steps() {
    List<FrontStep> steps = new ArrayList<>();
    Option before = null;
    for (Option option : front) {
      steps.add(step(before, option));
      before = option;
    }
    return steps;
  }

  private FrontStep step(@Nullable Option before, Option option) {
    Fieller price = before == null ? null : perMoreRight(before, option);
    double accuracy = 1 - option.errors();
    return price == null
        ? new FrontStep(option.name(), option.cost(), accuracy, null, null, null)
        : new FrontStep(
            option.name(),
            option.cost(),
            accuracy,
            price.value(),
            orNull(price.interval().lower()),
            orNull(price.interval().upper()));
  }

  /** Null where the posts that both were scored on do not show the dearer one to be better. */
  private @Nullable Fieller perMoreRight(Option cheaper, Option dearer) {
    PairedComparison pair = counts.compared(dearer.name(), cheaper.name());
    if (pair.n() < Floors.GOLD_FOR_INTERVAL || pair.difference() <= 0) {
      return null;
    }
    double more = (dearer.cost() - cheaper.cost()) / corpusSize;
    return Fieller.of(
        new Fieller.Term(more, 0),
        new Fieller.Term(pair.difference(), pair.standardError()),
        ALPHA);
  }

  /** Those that are not on the front, in the task's order. */
  List<Dominated> dominated() {
    return options.stream().filter(o -> !front.contains(o)).map(this::dominated).toList();
  }

  private Dominated dominated(Option option) {
    Option by =
        front.stream()
            .filter(f -> f.cost() <= option.cost() && f.errors() <= option.errors())
            .findFirst()
            .orElseThrow();
    PairedComparison pair = counts.compared(by.name(), option.name());
    boolean known = pair.n() >= Floors.GOLD_FOR_INTERVAL;
    Interval limits = known ? pair.bonettPrice(ALPHA) : Interval.UNDEFINED;
    return new Dominated(
        option.name(),
        by.name(),
        option.cost() - by.cost(),
        known ? (Double) pair.difference() : null,
        orNull(limits.lower()),
        orNull(limits.upper()));
  }

  private static @Nullable Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
