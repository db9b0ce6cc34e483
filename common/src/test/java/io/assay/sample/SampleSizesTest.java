package io.assay.sample;

import static io.assay.config.Task.Sample.Allocation.COST_OPTIMAL;
import static io.assay.config.Task.Sample.Allocation.NEYMAN;
import static io.assay.config.Task.Sample.Allocation.PROPORTIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.config.Task;
import io.assay.sample.SampleSizes.Stratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleSizesTest {
  private static final List<Stratum> THREE =
      List.of(stratum("a", 6_000, 0), stratum("b", 3_000, 0), stratum("c", 1_000, 0));

  @Test
  void proportionalFollowsTheSizes() {
    assertThat(SampleSizes.of(THREE, PROPORTIONAL, 100, 2)).containsExactly(60, 30, 10);
  }

  @Test
  void neymanIsMixedWithProportionalSeventyToThirty() {
    List<Stratum> uneven =
        List.of(new Stratum("a", 5_000, 0, 0.1, 1), new Stratum("b", 5_000, 0, 0.4, 1));
    // Neyman alone: 200 and 800; proportional: 500 each.
    assertThat(SampleSizes.of(uneven, NEYMAN, 1_000, 2)).containsExactly(290, 710);
    assertThat(SampleSizes.of(uneven, PROPORTIONAL, 1_000, 2)).containsExactly(500, 500);
  }

  @Test
  void dearPostsAreAskedLessOften() {
    List<Stratum> uneven =
        List.of(new Stratum("a", 5_000, 0, 0.5, 100), new Stratum("b", 5_000, 0, 0.5, 900));
    // Shares by 1/√cost: 3 to 1, so 750 and 250 before the mix.
    assertThat(SampleSizes.of(uneven, COST_OPTIMAL, 1_000, 2)).containsExactly(675, 325);
    assertThat(SampleSizes.of(uneven, NEYMAN, 1_000, 2)).containsExactly(500, 500);
  }

  @Test
  void smallStrataReachTheFloorAndNoStratumGivesMoreThanItHas() {
    List<Stratum> strata =
        List.of(stratum("a", 100_000, 0), stratum("b", 50, 0), stratum("c", 3, 0));
    assertThat(SampleSizes.of(strata, PROPORTIONAL, 100, 10)).containsExactly(87, 10, 3);
    assertThat(SampleSizes.of(strata, PROPORTIONAL, 1_000_000, 10)).containsExactly(100_000, 50, 3);
    // A sample below the floors raises all of them alike.
    assertThat(Arrays.stream(SampleSizes.of(strata, PROPORTIONAL, 9, 10)).sum()).isEqualTo(9);
  }

  @Test
  void goldPostsComeFirst() {
    List<Stratum> strata = List.of(stratum("a", 1_000, 10), stratum("b", 1_000, 70));
    assertThat(SampleSizes.of(strata, PROPORTIONAL, 80, 2)).containsExactly(10, 70);
    assertThat(SampleSizes.of(strata, PROPORTIONAL, 120, 2)).containsExactly(50, 70);
    assertThat(SampleSizes.of(strata, PROPORTIONAL, 200, 2)).containsExactly(100, 100);
    long[] fewer = SampleSizes.of(strata, PROPORTIONAL, 40, 2);
    assertThat(fewer).containsExactly(5, 35);
  }

  @Test
  void nothingOfNothing() {
    assertThat(SampleSizes.of(List.of(), NEYMAN, 10, 2)).isEmpty();
    assertThat(SampleSizes.of(List.of(stratum("a", 5, 2)), NEYMAN, 0, 2)).containsExactly(0);
  }

  /** The property that makes a sample extendable, over strata of all kinds. */
  @ParameterizedTest
  @EnumSource(Task.Sample.Allocation.class)
  void aLargerSampleTakesNoPostAway(Task.Sample.Allocation allocation) {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 60; trial++) {
      List<Stratum> strata = randomStrata(random);
      long most = strata.stream().mapToLong(Stratum::posts).sum();
      long floor = random.nextInt(1, 12);
      long[] before = new long[strata.size()];
      for (long n = 1; n <= Math.min(most, 300); n++) {
        long[] now = SampleSizes.of(strata, allocation, n, floor);
        assertThat(Arrays.stream(now).sum()).isEqualTo(n);
        for (int h = 0; h < now.length; h++) {
          assertThat(now[h]).isBetween(before[h], strata.get(h).posts());
        }
        before = now;
      }
    }
  }

  @Test
  void everyGoldPostIsInWhereTheSizeAllows() {
    SplittableRandom random = new SplittableRandom(6);
    for (int trial = 0; trial < 200; trial++) {
      List<Stratum> strata = randomStrata(random);
      long gold = strata.stream().mapToLong(Stratum::gold).sum();
      long[] taken = SampleSizes.of(strata, NEYMAN, gold + random.nextInt(50), 5);
      IntStream.range(0, taken.length)
          .forEach(h -> assertThat(taken[h]).isGreaterThanOrEqualTo(strata.get(h).gold()));
    }
  }

  @Test
  void withEqualDeviationsNeymanIsProportional() {
    long[] neyman = SampleSizes.of(THREE, NEYMAN, 777, 2);
    assertThat(neyman).isEqualTo(SampleSizes.of(THREE, PROPORTIONAL, 777, 2));
    assertThat((double) neyman[0]).isCloseTo(0.6 * 777, within(1.0));
  }

  private static List<Stratum> randomStrata(SplittableRandom random) {
    List<Stratum> strata = new ArrayList<>();
    for (int h = 0; h < random.nextInt(1, 8); h++) {
      long posts = random.nextInt(1, 400);
      strata.add(
          new Stratum(
              "s" + h,
              posts,
              random.nextLong(posts + 1) / random.nextInt(1, 20),
              0.05 + 0.45 * random.nextDouble(),
              1 + 1_000 * random.nextDouble()));
    }
    return strata;
  }

  private static Stratum stratum(String name, long posts, long gold) {
    return new Stratum(name, posts, gold, 0.5, 1);
  }
}
