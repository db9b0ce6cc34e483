package io.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.comparison.PairedMacroF1;
import io.assay.stats.stratified.PostStratified;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Seeded random tables for the property tests, and their comparisons. */
final class RandomTables {
  private static final double ROUNDING = 1e-9;

  private RandomTables() {}

  static void same(double expected, double actual) {
    assertThat(actual).isCloseTo(expected, within(ROUNDING));
  }

  static void mirrored(Interval interval, Interval swapped) {
    same(-interval.lower(), swapped.upper());
    same(-interval.upper(), swapped.lower());
  }

  static long[][] counts(Random random, int k) {
    long[][] counts = new long[k][];
    Arrays.setAll(counts, i -> random.longs(k, 0, 40).toArray());
    for (int i = 0; i < k; i++) {
      counts[i][i] += 5;
    }
    return counts;
  }

  static List<PairedMacroF1.Row> rows(Random random, int labels, int posts) {
    return IntStream.range(0, posts)
        .mapToObj(
            i ->
                new PairedMacroF1.Row(
                    random.nextInt(labels),
                    random.nextInt(labels + 1) - 1,
                    random.nextInt(labels + 1) - 1,
                    1))
        .toList();
  }

  static List<PostStratified.Cell> cells(Random random, int k, int least) {
    List<PostStratified.Cell> cells = new ArrayList<>();
    cells.add(new PostStratified.Cell(random.nextDouble(), 2, 3));
    for (int i = 1; i < k; i++) {
      int gold = least + random.nextInt(30);
      cells.add(new PostStratified.Cell(random.nextDouble(), random.nextInt(gold + 1), gold));
    }
    return cells;
  }

  static int[] permutation(Random random, int n) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    Collections.shuffle(order, random);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  static double[] permute(double[] values, int[] order) {
    return IntStream.of(order).mapToDouble(i -> values[i]).toArray();
  }

  static long[] permute(long[] values, int[] order) {
    return IntStream.of(order).mapToLong(i -> values[i]).toArray();
  }

  static double[] row(long[] counts) {
    return Arrays.stream(counts).asDoubleStream().toArray();
  }
}
