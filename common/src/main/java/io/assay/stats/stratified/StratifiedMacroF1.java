package io.assay.stats.stratified;

import io.assay.stats.Binomial;
import io.assay.stats.Interval;
import io.assay.stats.Means;
import io.assay.stats.Quantiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Macro-F1 from a stratified simple random sample, its variance by linearisation. The mean is over
 * the labels that occur in gold or prediction.
 */
public final class StratifiedMacroF1 {
  /**
   * A row of the count table.
   *
   * @param stratum name of the stratum
   * @param gold gold label
   * @param predicted predicted label, null for none
   * @param count sampled posts
   */
  public record Row(String stratum, String gold, @Nullable String predicted, long count) {}

  /**
   * A row of the count table of two labelers.
   *
   * @param stratum name of the stratum
   * @param gold gold label
   * @param a A's label, null for none
   * @param b B's label, null for none
   * @param count sampled posts
   */
  public record PairRow(
      String stratum, String gold, @Nullable String a, @Nullable String b, long count) {}

  /**
   * A value with its standard errors.
   *
   * @param value macro-F1, or a difference of two
   * @param standardError with the finite population correction
   * @param standardErrorUncorrected as if strata were endless
   */
  public record Value(double value, double standardError, double standardErrorUncorrected) {
    /** The normal interval, not cut. */
    public Interval interval(double alpha) {
      return Interval.around(value, Quantiles.z(alpha) * standardError);
    }
  }

  private final Map<String, Long> sizes;
  private final List<Row> rows;
  private final Map<String, Double> f1;
  private final Map<String, Double> totals;

  private StratifiedMacroF1(Map<String, Long> sizes, List<Row> rows) {
    this.sizes = Map.copyOf(sizes);
    this.rows = List.copyOf(rows);
    f1 = new LinkedHashMap<>();
    totals = new LinkedHashMap<>();
    Map<String, Double> expansion = expansion();
    if (sizes.entrySet().stream()
        .anyMatch(s -> s.getValue() > 0 && !expansion.containsKey(s.getKey()))) {
      return;
    }
    for (String label : labels()) {
      double hits = 0;
      double total = 0;
      for (Row row : rows) {
        double posts = row.count * expansion.getOrDefault(row.stratum, Double.NaN);
        boolean gold = label.equals(row.gold);
        boolean predicted = label.equals(row.predicted);
        hits += gold && predicted ? posts : 0;
        total += (gold ? posts : 0) + (predicted ? posts : 0);
      }
      if (total > 0) {
        f1.put(label, 2 * hits / total);
        totals.put(label, total);
      }
    }
  }

  /**
   * The macro-F1 of a sample.
   *
   * @param sizes posts of each stratum in the frame
   * @throws IllegalArgumentException if a row names a stratum that has no size, or a sample is
   *     larger than its stratum
   */
  public static StratifiedMacroF1 of(Map<String, Long> sizes, List<Row> rows) {
    return new StratifiedMacroF1(sizes, rows);
  }

  /** A minus B on the same posts. */
  public static Value difference(Map<String, Long> sizes, List<PairRow> rows) {
    StratifiedMacroF1 a =
        of(sizes, rows.stream().map(r -> new Row(r.stratum, r.gold, r.a, r.count)).toList());
    StratifiedMacroF1 b =
        of(sizes, rows.stream().map(r -> new Row(r.stratum, r.gold, r.b, r.count)).toList());
    List<Influence> influences =
        rows.stream()
            .map(
                r ->
                    new Influence(
                        r.stratum, a.influence(r.gold, r.a) - b.influence(r.gold, r.b), r.count))
            .toList();
    return a.value(a.mean() - b.mean(), influences);
  }

  /**
   * Macro-F1 with its standard errors, {@code NaN} when no label occurs or a stratum has no sampled
   * post.
   */
  public Value macroF1() {
    return value(
        mean(),
        rows.stream()
            .map(r -> new Influence(r.stratum, influence(r.gold, r.predicted), r.count))
            .toList());
  }

  /** F1 of each label that occurs, in order of appearance. */
  public Map<String, Double> f1PerLabel() {
    return Collections.unmodifiableMap(f1);
  }

  /** The linearised value of one sampled post, counted by stratum. */
  private record Influence(String stratum, double value, long count) {}

  private double mean() {
    List<Double> values = List.copyOf(f1.values());
    return Means.mean(values.size(), values::get);
  }

  private double influence(String gold, @Nullable String predicted) {
    double sum = 0;
    for (Map.Entry<String, Double> label : f1.entrySet()) {
      double isGold = label.getKey().equals(gold) ? 1 : 0;
      double isPredicted = label.getKey().equals(predicted) ? 1 : 0;
      double residual = 2 * isGold * isPredicted - label.getValue() * (isGold + isPredicted);
      sum += residual == 0 ? 0 : residual / totals.getOrDefault(label.getKey(), Double.NaN);
    }
    return sum / f1.size();
  }

  private Value value(double value, List<Influence> influences) {
    if (f1.isEmpty()) {
      return new Value(Double.NaN, Double.NaN, Double.NaN);
    }
    double corrected = 0;
    double uncorrected = 0;
    for (Map.Entry<String, Long> stratum : sizes.entrySet()) {
      if (stratum.getValue() == 0) {
        continue;
      }
      List<Influence> own =
          influences.stream().filter(u -> u.stratum.equals(stratum.getKey())).toList();
      long[] counts = own.stream().mapToLong(Influence::count).toArray();
      double[] values = own.stream().mapToDouble(Influence::value).toArray();
      corrected += StratumTotal.variance(stratum.getValue(), counts, values, true);
      uncorrected += StratumTotal.variance(stratum.getValue(), counts, values, false);
    }
    return new Value(value, Math.sqrt(corrected), Math.sqrt(uncorrected));
  }

  /** N_h/n_h of each stratum. */
  private Map<String, Double> expansion() {
    Map<String, Long> sampled = new LinkedHashMap<>();
    rows.forEach(row -> sampled.merge(row.stratum, row.count, Long::sum));
    Map<String, Double> expansion = new LinkedHashMap<>();
    sampled.values().removeIf(count -> count == 0);
    sampled.forEach(
        (stratum, count) -> {
          Long size = sizes.get(stratum);
          if (size == null) {
            throw new IllegalArgumentException("stratum " + stratum + " has no size");
          }
          Binomial.checkCounts(count, size);
          expansion.put(stratum, (double) size / count);
        });
    return expansion;
  }

  private List<String> labels() {
    Set<String> labels = new LinkedHashSet<>();
    for (Row row : rows) {
      labels.add(row.gold);
      if (row.predicted != null) {
        labels.add(row.predicted);
      }
    }
    return new ArrayList<>(labels);
  }
}
