package io.assay.report.table;

import io.assay.report.wording.Figures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A logarithmic axis of dollars with a place of its own for what is free.
 *
 * @param min left end, in powers of ten
 * @param max right end, in powers of ten
 * @param ticks round amounts between the ends, and $0 where something is free
 * @param free where costs of nothing are drawn, in powers of ten
 */
record CostAxis(double min, double max, List<Tick> ticks, double free) {
  /** Less than this for a whole corpus is as good as nothing and would only stretch the axis. */
  private static final double NOTHING = 0.0001;

  private static final double LEAST_WIDTH = 0.5;
  private static final double FEW_DECADES = 3;
  private static final double MANY_DECADES = 7;

  /** A position in powers of ten and its dollars in words. */
  record Tick(double at, String label) {}

  static CostAxis of(Collection<Double> costs) {
    double[] logs = costs.stream().filter(c -> c >= NOTHING).mapToDouble(Math::log10).toArray();
    if (logs.length == 0) {
      return new CostAxis(-1, 1, List.of(new Tick(0, "$0")), 0);
    }
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (double log : logs) {
      low = Math.min(low, log);
      high = Math.max(high, log);
    }
    return of(low, high, logs.length < costs.size());
  }

  private static CostAxis of(double low, double high, boolean someFree) {
    double width = Math.max(high - low, LEAST_WIDTH);
    double pad = width * 0.08;
    double free = low - width * 0.2;
    double min = (someFree ? free : low) - pad;
    double max = low + width + pad;
    List<Tick> ticks = new ArrayList<>();
    if (someFree) {
      ticks.add(new Tick(free, "$0"));
    }
    ticks.addAll(round(low - pad, max));
    return new CostAxis(min, max, ticks, free);
  }

  /** 1, 2 and 5 on a short axis, powers of ten on a long one, some of them on a very long one. */
  private static List<Tick> round(double from, double to) {
    double[] steps = to - from <= FEW_DECADES ? new double[] {1, 2, 5} : new double[] {1};
    int stride = to - from > MANY_DECADES ? 2 : 1;
    List<Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(from); power <= to; power += stride) {
      for (double step : steps) {
        double at = power + Math.log10(step);
        if (at >= from && at <= to) {
          ticks.add(new Tick(at, label(step * Math.pow(10, power))));
        }
      }
    }
    return ticks;
  }

  /** Round amounts need no cents from a dollar on. */
  private static String label(double usd) {
    return usd < 0.99 ? Figures.money(usd) : "$" + Figures.count(Math.round(usd));
  }

  /** Where an amount of dollars is drawn, in powers of ten. */
  double position(double usd) {
    return usd < NOTHING ? free : Math.log10(usd);
  }
}
