package io.assay.decide;

import io.assay.config.Task;
import io.assay.cost.Ledger;
import io.assay.cost.Prices;
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

  private final long gold;
  private final List<Contestant> tools = new ArrayList<>();
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

  private Contest add(
      String name,
      double usd,
      long scored,
      long right,
      long labelled,
      @Nullable Double coverage,
      double hours,
      @Nullable String notTrained) {
    Ledger ledger = Ledger.of(name, PRICES).effort(usd / 40).build();
    tools.add(new Contestant(name, scored, right, labelled, coverage, ledger, hours, notTrained));
    return this;
  }

  Decision decide() {
    return Decider.decide(
        new Decider.Question(
            task(), "2026-11-01", 1_000_000, gold, look, PRICES, List.of("w"), inputs),
        tools);
  }

  private Task task() {
    return new Task(
        "gif-mood",
        Map.of("a", List.of(), "b", List.of()),
        bar,
        null,
        maxHours,
        new Task.Split(0.4, 0.1, 0.1, 0.4, "author", ""),
        new Task.Sample(100, 0, 0, 200, 1, List.of()),
        new Task.Budget(BigDecimal.ZERO, null),
        "minilm-l6-v2-int8",
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "");
  }
}
