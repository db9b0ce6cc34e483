package io.assay.decide;

import io.assay.config.Task;
import io.assay.cost.Basis;
import io.assay.cost.Ledger;
import io.assay.cost.Prices;
import io.assay.cost.TokenPrice;
import io.assay.eval.Count;
import io.assay.eval.CountTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision to be made: a bar of 80 % and tools with their counts, one call each. */
final class Contest {
  static final LocalDate DAY = LocalDate.of(2026, 11, 1);

  /** A gold label costs half a dollar and, at 40 dollars an hour, 45 seconds. */
  static final Prices PRICES = prices("0.5");

  /** The price of a post is known, and 0. */
  private static final TokenPrice FREE =
      new TokenPrice("free", BigDecimal.ZERO, BigDecimal.ZERO, DAY);

  private final long gold;
  private final List<Contestant> tools = new ArrayList<>();
  private final List<Count> counts = new ArrayList<>();
  private final List<TrainingRuns> training = new ArrayList<>();
  private Task.Bar bar = new Task.Bar(Task.Bar.Metric.ACCURACY, 0.8, 0.95, null);
  private @Nullable Double maxHours;
  private int look = 1;
  private Map<String, String> inputs = Map.of();

  /**
   * @param gold posts with gold in the frame
   */
  Contest(long gold) {
    this.gold = gold;
  }

  static Prices prices(String goldLabel) {
    BigDecimal hour = new BigDecimal("40");
    return new Prices(
        "prices.yaml", DAY, BigDecimal.ONE, hour, new BigDecimal(goldLabel), Map.of());
  }

  Contest bar(double atLeast) {
    bar = new Task.Bar(Task.Bar.Metric.ACCURACY, atLeast, 0.95, null);
    return this;
  }

  Contest selective(double minCoverage) {
    bar = new Task.Bar(Task.Bar.Metric.SELECTIVE_ACCURACY, 0.8, 0.95, minCoverage);
    return this;
  }

  Contest maxHours(double hours) {
    maxHours = hours;
    return this;
  }

  Contest look(int number) {
    look = number;
    return this;
  }

  Contest inputs(Map<String, String> fingerprints) {
    inputs = fingerprints;
    return this;
  }

  /** A tool that labels every post. */
  Contest tool(String name, double usd, long right) {
    return tool(name, usd, gold, right, gold, 1.0);
  }

  Contest tool(
      String name, double usd, long scored, long right, long labelled, @Nullable Double coverage) {
    return add(name, usd, scored, right, labelled, coverage, 1, null);
  }

  Contest slow(String name, double usd, long right, double hours) {
    return add(name, usd, gold, right, gold, 1.0, hours, null);
  }

  Contest untrained(String name) {
    return add(name, 0, 0, 0, 0, null, 0, "no gold to learn from");
  }

  /** A tool that costs something for every post; effort in dollars. */
  Contest priced(String name, double usd, double usdPer1000, long right) {
    double coreSeconds = usdPer1000 * 3600;
    Ledger ledger =
        Ledger.of(name, PRICES)
            .effort(usd / 40)
            .compute("predict", coreSeconds, Basis.MEASURED)
            .build();
    tools.add(new Contestant(name, gold, right, gold, 1.0, ledger, 1.0, null));
    return this;
  }

  /** A tool of which nobody knows what a post costs. */
  Contest unpriced(String name, long right) {
    Ledger ledger = Ledger.of(name, PRICES).effort(1).build();
    tools.add(new Contestant(name, gold, right, gold, 1.0, ledger, null, null));
    return this;
  }

  /** How two tools did on the same posts. */
  Contest pair(String a, String b, long bothRight, long aOnly, long bOnly, long bothWrong) {
    pair(a, b, "x", "x", bothRight);
    pair(a, b, "x", "y", aOnly);
    pair(a, b, "y", "x", bOnly);
    pair(a, b, "y", "y", bothWrong);
    return this;
  }

  private void pair(String a, String b, String saysA, String saysB, long n) {
    counts.add(
        new Count(
            a,
            b,
            "test",
            "",
            "x",
            null,
            saysA,
            saysB,
            "labelled|labelled",
            null,
            n,
            1.0 * n,
            1.0 * n));
  }

  Contest training(TrainingRuns runs) {
    training.add(runs);
    return this;
  }

  private Contest add(
      String name,
      double usd,
      long scored,
      long right,
      long labelled,
      @Nullable Double coverage,
      double hours,
      @Nullable String notTrained) {
    Ledger ledger =
        Ledger.of(name, PRICES).effort(usd / 40).tokens(1, 1, FREE, Basis.STATED).build();
    tools.add(new Contestant(name, scored, right, labelled, coverage, ledger, hours, notTrained));
    return this;
  }

  Decision decide() {
    return Decider.decide(
        new Question(
            "gif-mood",
            "2026-11-01",
            bar,
            maxHours,
            1_000_000,
            gold,
            look,
            PRICES,
            List.of("w"),
            inputs),
        new Evidence(tools, new CountTable(counts), training));
  }
}
