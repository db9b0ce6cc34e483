package io.assay.stats;

import static io.assay.stats.RandomTables.cells;
import static io.assay.stats.RandomTables.counts;
import static io.assay.stats.RandomTables.mirrored;
import static io.assay.stats.RandomTables.permutation;
import static io.assay.stats.RandomTables.permute;
import static io.assay.stats.RandomTables.row;
import static io.assay.stats.RandomTables.rows;
import static io.assay.stats.RandomTables.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.agreement.Agreement;
import io.assay.stats.calibration.Calibration;
import io.assay.stats.cascade.SelectivePrediction;
import io.assay.stats.comparison.IndependentComparison;
import io.assay.stats.comparison.PairedBootstrap;
import io.assay.stats.comparison.PairedComparison;
import io.assay.stats.comparison.PairedMacroF1;
import io.assay.stats.monitoring.Drift;
import io.assay.stats.monitoring.EValue;
import io.assay.stats.stratified.Allocation;
import io.assay.stats.stratified.PostStratified;
import io.assay.stats.stratified.StratifiedPairedDifference;
import io.assay.stats.stratified.WeightedMean;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a renaming, a swap, another order or another scale must not change. */
class SymmetryTest {
  private static final double ROUNDING = 1e-9;
  private static final double ALPHA = 0.05;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void namesOfLabelsDoNotMatter(long seed) {
    Random random = new Random(seed);
    int k = 2 + random.nextInt(5);
    long[][] counts = counts(random, k);
    int[] order = permutation(random, k);
    long[][] permuted = permuted(counts, order);
    List<String> names = IntStream.range(0, k).mapToObj(i -> "label" + i).toList();
    ConfusionTable plain = ConfusionTable.of(names, counts);
    ConfusionTable renamed = ConfusionTable.of(names, permuted);
    same(plain.accuracy(), renamed.accuracy());
    same(plain.macroF1(), renamed.macroF1());
    same(plain.weightedF1(), renamed.weightedF1());
    same(plain.matthews(), renamed.matthews());
    same(MacroF1.of(plain).standardError(), MacroF1.of(renamed).standardError());
    for (int i = 0; i < k; i++) {
      same(plain.f1(order[i]), renamed.f1(i));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void namesOfCategoriesDoNotMatter(long seed) {
    Random random = new Random(seed);
    int k = 2 + random.nextInt(5);
    long[][] counts = counts(random, k);
    int[] order = permutation(random, k);
    long[][] permuted = permuted(counts, order);
    Agreement agreement = Agreement.of(counts);
    Agreement again = Agreement.of(permuted);
    same(agreement.kappa(), again.kappa());
    same(agreement.kappaStandardError(), again.kappaStandardError());
    same(agreement.ac1(), again.ac1());
    same(agreement.ac1StandardError(), again.ac1StandardError());
    same(agreement.krippendorffAlpha(), again.krippendorffAlpha());
    Drift drift = Drift.of(row(counts[0]), row(counts[1]));
    Drift moved = Drift.of(row(permute(counts[0], order)), row(permute(counts[1], order)));
    same(drift.totalVariation(), moved.totalVariation());
    same(drift.jensenShannonNats(), moved.jensenShannonNats());
    same(drift.smoothed(0.5).psi(), moved.smoothed(0.5).psi());
    same(drift.chiSquareP(), moved.chiSquareP());
  }

  private static long[][] permuted(long[][] counts, int[] order) {
    long[][] permuted = new long[order.length][order.length];
    for (int i = 0; i < order.length; i++) {
      for (int j = 0; j < order.length; j++) {
        permuted[i][j] = counts[order[i]][order[j]];
      }
    }
    return permuted;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void swappingTheLabelersMirrorsEverything(long seed) {
    Random random = new Random(seed);
    PairedComparison pair =
        PairedComparison.of(
            random.nextInt(60), random.nextInt(20), random.nextInt(20), 1 + random.nextInt(30));
    PairedComparison swapped = pair.swapped();
    same(-pair.difference(), swapped.difference());
    mirrored(pair.bonettPrice(ALPHA), swapped.bonettPrice(ALPHA));
    mirrored(pair.tango(ALPHA), swapped.tango(ALPHA));
    mirrored(pair.newcombe10(ALPHA), swapped.newcombe10(ALPHA));
    mirrored(pair.wald(ALPHA), swapped.wald(ALPHA));
    assertThat(swapped.mcnemar()).isEqualTo(pair.mcnemar());
    long a = pair.aOnly();
    long b = pair.bOnly();
    assertThat(EValue.ofPairs(a, b)).isEqualTo(EValue.ofPairs(b, a));
    // The percentile takes the draw at or above the rank, so the mirror may be off by one post.
    Interval forth = PairedBootstrap.of(a, b, pair.n(), ALPHA).interval();
    Interval back = PairedBootstrap.of(b, a, pair.n(), ALPHA).interval().negated();
    assertThat(forth.lower()).isCloseTo(back.lower(), within(1.0 / pair.n() + ROUNDING));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void swappingTheLabelersMirrorsF1StrataAndOtherPosts(long seed) {
    Random random = new Random(seed);
    PairedComparison pair = PairedComparison.of(20, random.nextInt(20), random.nextInt(20), 9);
    PairedComparison swapped = pair.swapped();
    long a = pair.aOnly();
    long b = pair.bOnly();
    IndependentComparison other = new IndependentComparison(a, pair.n(), b + 1, pair.n() + 5);
    IndependentComparison turned = new IndependentComparison(b + 1, pair.n() + 5, a, pair.n());
    mirrored(other.newcombe(ALPHA), turned.newcombe(ALPHA));
    List<PairedMacroF1.Row> rows = rows(random, 3, 14);
    List<PairedMacroF1.Row> turnedRows =
        rows.stream().map(r -> new PairedMacroF1.Row(r.gold(), r.b(), r.a(), r.count())).toList();
    PairedMacroF1 macro = PairedMacroF1.of(3, rows);
    PairedMacroF1 turnedMacro = PairedMacroF1.of(3, turnedRows);
    same(-macro.difference(), turnedMacro.difference());
    same(macro.randomisationP(1000, 1), turnedMacro.randomisationP(1000, 1));
    StratifiedPairedDifference.Stratum one = new StratifiedPairedDifference.Stratum(5000, pair);
    StratifiedPairedDifference.Stratum two = new StratifiedPairedDifference.Stratum(5000, swapped);
    mirrored(
        StratifiedPairedDifference.of(List.of(one)).interval(ALPHA),
        StratifiedPairedDifference.of(List.of(two)).interval(ALPHA));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void orderOfRowsAndNamesOfClustersDoNotMatter(long seed) {
    Random random = new Random(seed);
    int n = 20 + random.nextInt(30);
    int[] order = permutation(random, n);
    double[] score = random.doubles(n).map(Math::round).toArray();
    double[] confidence = random.doubles(n).map(v -> Math.round(v * 10) / 10.0).toArray();
    int[] cluster = random.ints(n, 0, 7).toArray();
    ClusteredMean mean =
        ClusteredMean.of(score, IntStream.of(cluster).mapToObj(c -> "author" + c).toList());
    ClusteredMean again =
        ClusteredMean.of(
            permute(score, order),
            IntStream.of(order).mapToObj(i -> 1000 - 3 * cluster[i]).toList());
    same(mean.mean(), again.mean());
    same(mean.standardErrorIndependent(), again.standardErrorIndependent());
    same(mean.standardErrorCr1(), again.standardErrorCr1());
    SelectivePrediction ranking = SelectivePrediction.of(confidence, score);
    SelectivePrediction shuffled =
        SelectivePrediction.of(permute(confidence, order), permute(score, order));
    same(ranking.aurc(), shuffled.aurc());
    same(ranking.augrc(), shuffled.augrc());
    same(
        Calibration.of(confidence, score).ece(10),
        Calibration.of(permute(confidence, order), permute(score, order)).ece(10));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theScaleOfWeightsDoesNotMatter(long seed) {
    Random random = new Random(seed);
    int n = 20 + random.nextInt(30);
    double[] score = random.doubles(n).map(Math::round).toArray();
    double[] weights = random.doubles(n, 0.1, 5).toArray();
    double[] scaled = Arrays.stream(weights).map(w -> 37 * w).toArray();
    same(Allocation.kishEffectiveN(weights), Allocation.kishEffectiveN(scaled));
    List<PostStratified.Cell> cells = cells(random, 4, 1);
    List<PostStratified.Cell> heavier =
        cells.stream()
            .map(c -> new PostStratified.Cell(c.weight() * 9, c.right(), c.gold()))
            .toList();
    PostStratified estimate = PostStratified.of(cells, 5000, ALPHA);
    PostStratified other = PostStratified.of(heavier, 5000, ALPHA);
    same(estimate.raw(), other.raw());
    same(estimate.standardError(), other.standardError());
    double[] inclusion = random.doubles(n, 0.2, 1).toArray();
    same(
        WeightedMean.of(score, inclusion).mean(),
        WeightedMean.of(score, Arrays.stream(inclusion).map(p -> p / 4).toArray()).mean());
  }
}
