package io.assay.eval;

import io.assay.sample.Part;
import io.assay.stats.Estimate;
import io.assay.stats.Floors;
import io.assay.stats.Interval;
import io.assay.stats.Multiplicity;
import io.assay.stats.comparison.CochranQ;
import io.assay.stats.comparison.PairedComparison;
import io.assay.stats.comparison.PairedMacroF1;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every labeler against every other on the gold posts of the frame that both were scored on:
 * whether any differ at all (Cochran 1950), then pair by pair the difference in accuracy (Bonett
 * &amp; Price 2012; McNemar's mid-p, Fagerland et al. 2013) and in macro-F1 (bootstrap;
 * randomisation, Yeh 2000), each family of pairs adjusted by Holm's method.
 */
public final class Comparisons {
  /** Stands for the labelers together where a row is of no pair. */
  public static final String ALL = "(all)";

  private static final String ACCURACY = "bonett-price, mcnemar-mid-p, holm";
  private static final String MACRO_F1 = "bootstrap, randomisation, holm";
  private static final int REPLICATES = 2_000;

  private final List<String> labelers;
  private final List<String> labels;
  private final CountTable table;
  private final long seed;

  private Comparisons(List<String> labelers, List<String> labels, CountTable table, long seed) {
    this.labelers = labelers;
    this.labels = labels;
    this.table = table;
    this.seed = seed;
  }

  /**
   * The test of all together, then one row a pair and metric in the order of the labelers; pairs
   * without a common post have no numbers, and pairs with fewer than 15 have no interval.
   *
   * @param labelers in the task's order
   * @param labels in the task's order
   * @param patterns of who was right
   * @param seed of bootstrap and randomisation
   */
  public static List<ComparisonRow> of(
      List<String> labelers,
      List<String> labels,
      CountTable table,
      List<Pattern> patterns,
      long seed) {
    Comparisons comparisons = new Comparisons(labelers, labels, table, seed);
    List<ComparisonRow> rows = new ArrayList<>();
    rows.add(together(labelers, patterns));
    rows.addAll(ofAccuracy(labelers, table));
    rows.addAll(comparisons.pairs(comparisons::macroF1));
    return rows;
  }

  /** The pairs' rows of accuracy alone, which need neither labels nor chance. */
  public static List<ComparisonRow> ofAccuracy(List<String> labelers, CountTable table) {
    Comparisons comparisons = new Comparisons(labelers, List.of(), table, 0);
    return comparisons.pairs(comparisons::accuracy);
  }

  private record Pair(String a, String b) {}

  /** One test of a pair. */
  @FunctionalInterface
  private interface Test {
    ComparisonRow of(String a, String b);
  }

  /** Labelers that were not asked about some of the gold take no part, unless they are all such. */
  private static ComparisonRow together(List<String> labelers, List<Pattern> patterns) {
    List<Pattern> test = patterns.stream().filter(p -> p.part().equals(Part.TEST.key())).toList();
    List<String> whole =
        labelers.stream()
            .filter(name -> test.stream().noneMatch(p -> p.absent().contains(name)))
            .toList();
    int[][] right = new int[test.size()][whole.size()];
    long[] counts = test.stream().mapToLong(Pattern::n).toArray();
    for (int i = 0; i < right.length; i++) {
      for (int j = 0; j < whole.size(); j++) {
        right[i][j] = test.get(i).wrong().contains(whole.get(j)) ? 0 : 1;
      }
    }
    CochranQ q = CochranQ.of(right, counts);
    long n = test.stream().mapToLong(Pattern::n).sum();
    boolean tested = whole.size() > 1 && n > 0;
    return new ComparisonRow(
        ALL,
        ALL,
        "accuracy_equal",
        null,
        null,
        null,
        tested ? q.p() : null,
        null,
        "cochran-q of " + whole.size() + " labelers",
        n);
  }

  /** On all cores: resampling is most of what evaluation computes itself. */
  private List<ComparisonRow> pairs(Test test) {
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < labelers.size(); a++) {
      for (int b = a + 1; b < labelers.size(); b++) {
        pairs.add(new Pair(labelers.get(a), labelers.get(b)));
      }
    }
    return adjusted(pairs.parallelStream().map(pair -> test.of(pair.a(), pair.b())).toList());
  }

  private ComparisonRow accuracy(String a, String b) {
    PairedComparison counts = table.compared(a, b);
    if (counts.n() == 0) {
      return none(a, b, "accuracy", ACCURACY);
    }
    Estimate estimate = counts.estimate(LabelerEvaluation.ALPHA);
    return new ComparisonRow(
        a,
        b,
        "accuracy",
        counts.difference(),
        orNull(estimate.lower()),
        orNull(estimate.upper()),
        counts.mcnemar().mid(),
        null,
        ACCURACY,
        counts.n());
  }

  private ComparisonRow macroF1(String a, String b) {
    List<PairedMacroF1.Row> rows =
        table.pair(a, b).in(Part.TEST).withGold().rows().stream().map(this::row).toList();
    PairedMacroF1 paired = PairedMacroF1.of(labels.size(), rows);
    if (paired.n() == 0) {
      return none(a, b, "macro_f1", MACRO_F1);
    }
    Interval interval =
        paired.n() < Floors.GOLD_FOR_INTERVAL
            ? Interval.UNDEFINED
            : paired.bootstrap(LabelerEvaluation.ALPHA, REPLICATES, seed);
    return new ComparisonRow(
        a,
        b,
        "macro_f1",
        orNull(paired.difference()),
        orNull(interval.lower()),
        orNull(interval.upper()),
        paired.randomisationP(REPLICATES, seed),
        null,
        MACRO_F1,
        paired.n());
  }

  private PairedMacroF1.Row row(Count count) {
    return new PairedMacroF1.Row(
        labels.indexOf(Objects.requireNonNull(count.gold())),
        place(count.predicted()),
        place(count.predictedB()),
        count.n());
  }

  private int place(@Nullable String label) {
    return label == null ? -1 : labels.indexOf(label);
  }

  private static ComparisonRow none(String a, String b, String metric, String method) {
    return new ComparisonRow(a, b, metric, null, null, null, null, null, method, 0);
  }

  private static @Nullable Double orNull(double limit) {
    return Double.isNaN(limit) ? null : limit;
  }

  private static List<ComparisonRow> adjusted(List<ComparisonRow> rows) {
    double[] p =
        rows.stream()
            .map(ComparisonRow::pValue)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    double[] holm = Multiplicity.holm(p);
    List<ComparisonRow> adjusted = new ArrayList<>();
    int next = 0;
    for (ComparisonRow row : rows) {
      adjusted.add(row.pValue() == null ? row : row.withAdjusted(holm[next++]));
    }
    return adjusted;
  }
}
