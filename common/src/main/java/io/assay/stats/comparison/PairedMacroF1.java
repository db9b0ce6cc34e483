package io.assay.stats.comparison;

import io.assay.stats.Bootstrap;
import io.assay.stats.Interval;
import io.assay.stats.Multiplicity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Macro-F1 of labelers A and B on the same posts, with a randomisation test and a bootstrap of the
 * difference. Macro-F1 is the mean over the labels that are defined. Labels are positions 0 … k−1;
 * −1 stands for a post without a prediction.
 */
public final class PairedMacroF1 {
  /** Differing posts up to which every swap is tried. */
  private static final int ENUMERATED = 20;

  /**
   * A row of the count table.
   *
   * @param gold position of the gold label
   * @param a position of A's label, −1 for none
   * @param b position of B's label, −1 for none
   * @param count posts
   */
  public record Row(int gold, int a, int b, long count) {}

  private record Key(int gold, int a, int b) {}

  private final int labels;
  private final List<Row> rows;

  private PairedMacroF1(int labels, List<Row> rows) {
    Map<Key, Long> table = new LinkedHashMap<>();
    for (Row row : rows) {
      int most = Math.max(row.gold, Math.max(row.a, row.b));
      if (most >= labels || row.gold < 0 || Math.min(row.a, row.b) < -1 || row.count < 0) {
        throw new IllegalArgumentException("row " + row + " does not fit " + labels + " labels");
      }
      table.merge(new Key(row.gold, row.a, row.b), row.count, Long::sum);
    }
    this.labels = labels;
    this.rows =
        table.entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .map(e -> new Row(e.getKey().gold, e.getKey().a, e.getKey().b, e.getValue()))
            .toList();
  }

  /** The comparison from a count table. */
  public static PairedMacroF1 of(int labels, List<Row> rows) {
    return new PairedMacroF1(labels, rows);
  }

  /** Posts compared. */
  public long n() {
    return rows.stream().mapToLong(Row::count).sum();
  }

  /** Macro-F1 of A. */
  public double macroF1OfA() {
    return counted().macroF1(true);
  }

  /** Macro-F1 of B. */
  public double macroF1OfB() {
    return counted().macroF1(false);
  }

  /** A minus B. */
  public double difference() {
    return counted().difference();
  }

  /** Posts to which A and B give different labels. */
  public long differing() {
    return rows.stream().filter(r -> r.a != r.b).mapToLong(Row::count).sum();
  }

  /**
   * The two-sided p-value of swapping A and B post by post (Yeh 2000): by all subsets up to 20
   * differing posts, else by sampled swaps with p = (1+count)/(1+B).
   *
   * @param swaps sampled swaps (B), at least 1
   */
  public double randomisationP(int swaps, long seed) {
    if (n() == 0) {
      return Double.NaN;
    }
    return differing() <= ENUMERATED ? enumeratedP() : sampledP(swaps, Bootstrap.random(seed));
  }

  /** Walks all subsets in Gray-code order, so that each differs from the last in one post. */
  private double enumeratedP() {
    List<Row> posts =
        rows.stream()
            .filter(r -> r.a != r.b)
            .flatMap(r -> LongStream.range(0, r.count).mapToObj(i -> r))
            .toList();
    Counts counts = counted();
    double observed = Math.abs(counts.difference());
    boolean[] swapped = new boolean[posts.size()];
    long subsets = 1L << posts.size();
    long extreme = 1;
    for (long subset = 1; subset < subsets; subset++) {
      int post = Long.numberOfTrailingZeros(subset);
      counts.swap(posts.get(post), swapped[post] ? -1 : 1);
      swapped[post] = !swapped[post];
      extreme += isExtreme(counts, observed) ? 1 : 0;
    }
    return (double) extreme / subsets;
  }

  private double sampledP(int swaps, UniformRandomProvider random) {
    double observed = Math.abs(difference());
    long extreme = 1;
    for (int i = 0; i < swaps; i++) {
      Counts counts = counted();
      for (Row row : rows) {
        if (row.a != row.b) {
          counts.swap(row, coins(row.count, random));
        }
      }
      extreme += isExtreme(counts, observed) ? 1 : 0;
    }
    return (double) extreme / (1L + swaps);
  }

  /** Heads among fair coins, 64 at a time. */
  private static long coins(long tosses, UniformRandomProvider random) {
    long heads = 0;
    for (long left = tosses; left > 0; left -= Long.SIZE) {
      long bits = random.nextLong();
      heads += Long.bitCount(left >= Long.SIZE ? bits : bits & ((1L << left) - 1));
    }
    return heads;
  }

  private static boolean isExtreme(Counts counts, double observed) {
    return Math.abs(counts.difference()) >= observed - Multiplicity.SLACK;
  }

  /** The percentile interval of the difference over resampled posts. */
  public Interval bootstrap(double alpha, int replicates, long seed) {
    if (rows.isEmpty()) {
      return Interval.UNDEFINED;
    }
    Multinomial table = new Multinomial(rows.stream().mapToLong(Row::count).toArray());
    return Bootstrap.percentile(
        random -> resampled(table, random).difference(), alpha, replicates, seed);
  }

  /** The percentile interval of A's macro-F1 over resampled posts. */
  public Interval bootstrapOfA(double alpha, int replicates, long seed) {
    if (rows.isEmpty()) {
      return Interval.UNDEFINED;
    }
    Multinomial table = new Multinomial(rows.stream().mapToLong(Row::count).toArray());
    return Bootstrap.percentile(
        random -> resampled(table, random).macroF1(true), alpha, replicates, seed);
  }

  private Counts resampled(Multinomial table, UniformRandomProvider random) {
    long[] drawn = table.draw(random);
    Counts counts = new Counts(labels);
    for (int i = 0; i < drawn.length; i++) {
      counts.add(rows.get(i), drawn[i]);
    }
    return counts;
  }

  private Counts counted() {
    Counts counts = new Counts(labels);
    rows.forEach(row -> counts.add(row, row.count));
    return counts;
  }

  /** Hits and gold + predicted counts of each label, for A and for B. */
  private static final class Counts {
    private final long[] hitsA;
    private final long[] hitsB;
    private final long[] sizeA;
    private final long[] sizeB;

    Counts(int labels) {
      hitsA = new long[labels];
      hitsB = new long[labels];
      sizeA = new long[labels];
      sizeB = new long[labels];
    }

    void add(Row row, long count) {
      sizeA[row.gold] += count;
      sizeB[row.gold] += count;
      predict(hitsA, sizeA, row.gold, row.a, count);
      predict(hitsB, sizeB, row.gold, row.b, count);
    }

    /** Gives A's label to B and B's to A on {@code count} posts of the row; back if negative. */
    void swap(Row row, long count) {
      predict(hitsA, sizeA, row.gold, row.a, -count);
      predict(hitsB, sizeB, row.gold, row.b, -count);
      predict(hitsA, sizeA, row.gold, row.b, count);
      predict(hitsB, sizeB, row.gold, row.a, count);
    }

    private static void predict(long[] hits, long[] size, int gold, int label, long count) {
      if (label >= 0) {
        size[label] += count;
        hits[label] += label == gold ? count : 0;
      }
    }

    double macroF1(boolean ofA) {
      long[] hits = ofA ? hitsA : hitsB;
      long[] size = ofA ? sizeA : sizeB;
      double sum = 0;
      int defined = 0;
      for (int c = 0; c < hits.length; c++) {
        if (size[c] > 0) {
          sum += 2.0 * hits[c] / size[c];
          defined++;
        }
      }
      return sum / defined;
    }

    double difference() {
      return macroF1(true) - macroF1(false);
    }
  }
}
