package io.assay.sample;

import io.assay.config.Task;
import io.assay.stats.stratified.Allocation;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * How many posts of each stratum a sample takes. It grows in layers, gold posts first, then what
 * every stratum should have at least, then the allocation; each layer adds one post after the other
 * where it helps most (Wright 2012), so that a larger sample takes no post away.
 */
public final class SampleSizes {
  /** What of an allocation follows the variances and costs, which may be wrong by now. */
  private static final double PLANNED_SHARE = 0.7;

  private final List<Stratum> strata;

  private SampleSizes(List<Stratum> strata) {
    this.strata = strata;
  }

  /**
   * A stratum.
   *
   * @param posts in it
   * @param gold those of them with a label by people
   * @param deviation standard deviation of what is measured, above 0; the same everywhere if it is
   *     not known
   * @param cost of asking about one of its posts, above 0, in any unit
   */
  public record Stratum(String name, long posts, long gold, double deviation, double cost) {}

  /**
   * Posts to take of each stratum, in the order given.
   *
   * @param n posts in all, fewer if there are no more
   * @param least posts of every stratum once all gold posts are in, as far as n reaches
   */
  public static long[] of(
      List<Stratum> strata, Task.Sample.Allocation allocation, long n, long least) {
    return new SampleSizes(strata).of(allocation, n, least);
  }

  private long[] of(Task.Sample.Allocation allocation, long n, long least) {
    double[] alike = new double[strata.size()];
    Arrays.fill(alike, 1);
    long[] gold = Allocation.neyman(each(Stratum::gold), alike, n, 0);
    long[] floors = each(s -> Math.max(s.gold(), Math.min(s.posts(), least)));
    long[] atLeast = Allocation.neyman(floors, alike, n, gold);
    return Allocation.neyman(each(Stratum::posts), spread(allocation), n, atLeast);
  }

  /** Share of the sample by share of the posts: what stands for S_h in the allocation. */
  private double[] spread(Task.Sample.Allocation allocation) {
    double[] planned = shares(s -> s.posts() * perPost(s, allocation));
    double[] proportional = shares(Stratum::posts);
    double[] spread = new double[strata.size()];
    Arrays.setAll(spread, h -> PLANNED_SHARE * planned[h] / proportional[h] + (1 - PLANNED_SHARE));
    return spread;
  }

  private static double perPost(Stratum s, Task.Sample.Allocation allocation) {
    return switch (allocation) {
      case PROPORTIONAL -> 1;
      case NEYMAN -> s.deviation();
      case COST_OPTIMAL -> s.deviation() / Math.sqrt(s.cost());
    };
  }

  private double[] shares(ToDoubleFunction<Stratum> amount) {
    double total = strata.stream().mapToDouble(amount).sum();
    return strata.stream().mapToDouble(s -> amount.applyAsDouble(s) / total).toArray();
  }

  private long[] each(ToLongFunction<Stratum> amount) {
    return strata.stream().mapToLong(amount).toArray();
  }
}
