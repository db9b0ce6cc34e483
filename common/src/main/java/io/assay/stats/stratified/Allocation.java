package io.assay.stats.stratified;

import io.assay.stats.Binomial;
import io.assay.stats.Means;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * How many posts to sample of each stratum. Arrays run over strata: {@code size} is its posts in
 * the frame (N_h), {@code deviation} the standard deviation of what is measured there (S_h).
 */
public final class Allocation {
  private Allocation() {}

  /** S_h from a pilot, √(p̃(1−p̃)) with p̃ = (x+1)/(n+2), never 0. */
  public static double pilotDeviation(long right, long sampled) {
    Binomial.checkCounts(right, sampled);
    double p = (right + 1.0) / (sampled + 2.0);
    return Math.sqrt(p * (1 - p));
  }

  /** S_h that serves several labelers: the root mean square of theirs. */
  public static double jointDeviation(double[] deviations) {
    return Math.sqrt(Means.mean(deviations.length, j -> deviations[j] * deviations[j]));
  }

  /** Neyman's allocation n·N_hS_h/ΣN_jS_j, real-valued and not capped; {@code NaN} if all are 0. */
  public static double[] neymanContinuous(long[] size, double[] deviation, double n) {
    double total = Means.sum(size.length, h -> size[h] * deviation[h]);
    return IntStream.range(0, size.length)
        .mapToDouble(h -> n * size[h] * deviation[h] / total)
        .toArray();
  }

  /**
   * The allocation with the least variance in whole posts (Wright 2012): from the floor on, each
   * further post goes where it helps most, equals in the given order. No stratum gets more posts
   * than it has.
   *
   * @param n posts to sample; the floors are kept even if they sum to more
   * @param floor least posts of a stratum, cut to its size
   */
  public static long[] neyman(long[] size, double[] deviation, long n, long floor) {
    long[] floors = new long[size.length];
    Arrays.fill(floors, floor);
    return neyman(size, deviation, n, floors);
  }

  /** The same with a floor of its own for each stratum. A larger n takes no post away. */
  public static long[] neyman(long[] size, double[] deviation, long n, long[] floor) {
    check(size, deviation);
    long[] taken = new long[size.length];
    Arrays.setAll(taken, h -> Math.min(size[h], floor[h]));
    long left = n - Arrays.stream(taken).sum();
    PriorityQueue<Integer> next =
        new PriorityQueue<>(
            Comparator.comparingDouble((Integer h) -> -gain(size[h], deviation[h], taken[h]))
                .thenComparing(Comparator.naturalOrder()));
    IntStream.range(0, size.length).filter(h -> taken[h] < size[h]).forEach(next::add);
    while (left > 0 && !next.isEmpty()) {
      int h = next.remove();
      taken[h]++;
      left--;
      if (taken[h] < size[h]) {
        next.add(h);
      }
    }
    return taken;
  }

  private static double gain(long size, double deviation, long taken) {
    if (size * deviation == 0) {
      return 0;
    }
    return size * deviation / Math.sqrt(taken * (taken + 1.0));
  }

  /** Variance of the estimated total, ΣN_h²S_h²(1/k_h − 1/N_h). */
  public static double varianceOfTotal(long[] size, double[] deviation, long[] taken) {
    check(size, deviation);
    return Means.sum(
        size.length,
        h -> {
          double spread = size[h] * deviation[h];
          return spread == 0 ? 0 : spread * spread * (1.0 / taken[h] - 1.0 / size[h]);
        });
  }

  /** Posts in proportion to the sizes, by largest remainder, with floor and cap. */
  public static long[] proportional(long[] size, long n, long floor) {
    double total = Means.sum(size.length, h -> size[h]);
    double[] share = Arrays.stream(size).mapToDouble(s -> n * (s / total)).toArray();
    return rounded(share, size, n, floor);
  }

  /**
   * A mix of Neyman's and the proportional allocation, which stays useful for what was not planned
   * for.
   *
   * @param neymanShare weight of Neyman's, 0 to 1; 0.7 is usual
   */
  public static long[] mixed(
      long[] size, double[] deviation, long n, long floor, double neymanShare) {
    long[] neyman = neyman(size, deviation, n, floor);
    double total = Means.sum(size.length, h -> size[h]);
    double[] share =
        IntStream.range(0, size.length)
            .mapToDouble(h -> neymanShare * neyman[h] + (1 - neymanShare) * n * (size[h] / total))
            .toArray();
    return rounded(share, size, n, floor);
  }

  /** Rounds down within floor and cap, then gives the rest by largest shortfall. */
  private static long[] rounded(double[] share, long[] size, long n, long floor) {
    long[] taken = new long[size.length];
    Arrays.setAll(
        taken, h -> Math.min(size[h], Math.max(floor, (long) Math.floor(share[h] + 1e-9))));
    long left = n - Arrays.stream(taken).sum();
    while (left != 0) {
      int step = left > 0 ? 1 : -1;
      int best = -1;
      for (int h = 0; h < size.length; h++) {
        boolean free = step > 0 ? taken[h] < size[h] : taken[h] > Math.min(size[h], floor);
        if (free && (best < 0 || step * (share[h] - taken[h] - share[best] + taken[best]) > 1e-9)) {
          best = h;
        }
      }
      if (best < 0) {
        return taken;
      }
      taken[best] += step;
      left -= step;
    }
    return taken;
  }

  /**
   * The real-valued allocation with the least variance for a budget (Cochran 1977, 5.23): n_h in
   * proportion to N_hS_h/√c_h with Σc_hn_h the budget.
   *
   * @param cost of one post of each stratum, above 0
   */
  public static double[] costOptimalContinuous(
      long[] size, double[] deviation, double[] cost, double budget) {
    check(size, deviation);
    double total = Means.sum(size.length, h -> size[h] * deviation[h] * Math.sqrt(cost[h]));
    return IntStream.range(0, size.length)
        .mapToDouble(h -> budget * size[h] * deviation[h] / Math.sqrt(cost[h]) / total)
        .toArray();
  }

  /**
   * The same in whole posts: rounded down within floor and size, then the rest of the budget by
   * gain per cost.
   */
  public static long[] costOptimal(
      long[] size, double[] deviation, double[] cost, double budget, long floor) {
    double[] ideal = costOptimalContinuous(size, deviation, cost, budget);
    long[] taken = new long[size.length];
    Arrays.setAll(
        taken, h -> Math.min(size[h], Math.max(floor, (long) Math.floor(ideal[h] + 1e-9))));
    double left = budget - Means.sum(size.length, h -> taken[h] * cost[h]);
    while (true) {
      int best = -1;
      double most = 0;
      for (int h = 0; h < size.length; h++) {
        double gain = Math.pow(gain(size[h], deviation[h], taken[h]), 2) / cost[h];
        if (taken[h] < size[h] && cost[h] <= left + 1e-9 && gain > most) {
          best = h;
          most = gain;
        }
      }
      if (best < 0) {
        return taken;
      }
      taken[best]++;
      left -= cost[best];
    }
  }

  /** Effective sample size of weights, (Σw)²/Σw² (Kish 1965); {@code NaN} without weights. */
  public static double kishEffectiveN(double[] weights) {
    return kishEffectiveN(
        Means.sum(weights.length, i -> weights[i]),
        Means.sum(weights.length, i -> weights[i] * weights[i]));
  }

  /** Effective sample size from Σw and Σw² of a count table. */
  public static double kishEffectiveN(double sum, double sumOfSquares) {
    return sumOfSquares == 0 ? Double.NaN : sum * sum / sumOfSquares;
  }

  /** Design effect n/n_eff. */
  public static double designEffect(double[] weights) {
    return weights.length / kishEffectiveN(weights);
  }

  private static void check(long[] size, double[] deviation) {
    if (size.length != deviation.length) {
      throw new IllegalArgumentException(
          size.length + " sizes but " + deviation.length + " deviations");
    }
  }
}
