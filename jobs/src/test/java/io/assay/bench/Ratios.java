package io.assay.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Runs a product and its limit in turns, so that both meet the same machine. Ratios are the
 * product's speed over the limit's: by the clock, and by the processor time of the whole process,
 * which other programs disturb less.
 */
public final class Ratios {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Ratios() {}

  /** One way to do the work. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  private record Took(double seconds, double cpuSeconds) {}

  private record Round(Took product, Took limit) {
    double ratio() {
      return limit.seconds() / product.seconds();
    }

    double cpuRatio() {
      return limit.cpuSeconds() / product.cpuSeconds();
    }
  }

  /**
   * A line a round, then the least, middle and greatest ratios.
   *
   * @param items done by one run of either
   */
  public static String measure(int items, int rounds, Work product, Work limit) throws Exception {
    product.run();
    limit.run();
    List<Round> results = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      results.add(i % 2 == 0 ? round(product, limit) : swapped(round(limit, product)));
    }
    List<String> lines = new ArrayList<>();
    results.forEach(round -> lines.add(line(items, round)));
    lines.add(summary("ratio by the clock", results, Round::ratio));
    lines.add(summary("ratio by CPU time", results, Round::cpuRatio));
    return String.join(System.lineSeparator(), lines);
  }

  /** The second of a pair may meet a warmer machine: they take turns. */
  private static Round swapped(Round round) {
    return new Round(round.limit(), round.product());
  }

  private static Round round(Work first, Work second) throws Exception {
    Took firstTook = time(first);
    return new Round(firstTook, time(second));
  }

  private static Took time(Work work) throws Exception {
    long start = System.nanoTime();
    long cpuStart = SYSTEM.getProcessCpuTime();
    work.run();
    return new Took(
        (System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - cpuStart) / 1e9);
  }

  private static String line(int items, Round round) {
    return String.format(
        Locale.ROOT,
        "product %,.0f/s, limit %,.0f/s, ratio %.3f; a CPU second: %,.0f, %,.0f, ratio %.3f",
        items / round.product().seconds(),
        items / round.limit().seconds(),
        round.ratio(),
        items / round.product().cpuSeconds(),
        items / round.limit().cpuSeconds(),
        round.cpuRatio());
  }

  private static String summary(
      String name, List<Round> rounds, ToDoubleFunction<Round> ratioOfRound) {
    return spread(name, 3, rounds.stream().mapToDouble(ratioOfRound).boxed().toList());
  }

  /**
   * The least, middle and greatest of some figures.
   *
   * @param decimals to print
   */
  public static String spread(String name, int decimals, List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    String number = "%,." + decimals + "f";
    return String.format(
        Locale.ROOT,
        "%s: min " + number + ", median " + number + ", max " + number,
        name,
        sorted[0],
        median,
        sorted[sorted.length - 1]);
  }
}
