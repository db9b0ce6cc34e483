package io.assay.stats;

import static io.assay.stats.RandomTables.cells;
import static io.assay.stats.RandomTables.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.agreement.DawidSkene;
import io.assay.stats.calibration.IsotonicRegression;
import io.assay.stats.calibration.TemperatureScaling;
import io.assay.stats.comparison.CochranQ;
import io.assay.stats.comparison.McNemar;
import io.assay.stats.comparison.PairedComparison;
import io.assay.stats.monitoring.ConfidenceSequence;
import io.assay.stats.monitoring.Drift;
import io.assay.stats.stratified.Allocation;
import io.assay.stats.stratified.PostStratified;
import io.assay.stats.stratified.StratifiedAccuracy;
import io.assay.stats.stratified.StratifiedF1;
import io.assay.stats.stratified.StratifiedMacroF1;
import io.assay.stats.stratified.StratumSample;
import io.assay.stats.stratified.WeightedMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for any data: each test runs on seeded random data. */
class InvariantsTest {
  private static final double ALPHA = 0.05;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void oneStratumOrEqualStrataGiveThePlainProportion(long seed) {
    Random random = new Random(seed);
    long n = 20L + random.nextInt(80);
    long x = 1L + random.nextInt((int) n - 1);
    StratifiedAccuracy one = StratifiedAccuracy.of(List.of(new StratumSample(9000, n, x)));
    same((double) x / n, one.value());
    same(
        Math.sqrt((1 - n / 9000.0) * one.value() * (1 - one.value()) / (n - 1)),
        one.standardError());
    StratumSample half = new StratumSample(4500, n, x);
    same(one.value(), StratifiedAccuracy.of(List.of(half, half)).value());
    same(
        (double) x / n,
        PostStratified.of(List.of(new PostStratified.Cell(1, x, n)), 500, ALPHA).raw());
    PostStratified part = PostStratified.of(cells(random, 3, 1), 5000, ALPHA);
    PostStratified whole = PostStratified.combine(List.of(new PostStratified.Stratum(12, part)));
    same(part.raw(), whole.raw());
    same(part.standardError(), whole.standardError());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aCensusHasNoStandardError(long seed) {
    Random random = new Random(seed);
    long n = 10L + random.nextInt(50);
    long x = random.nextInt((int) n);
    StratifiedAccuracy all =
        StratifiedAccuracy.of(List.of(new StratumSample(n, n, x), new StratumSample(1, 1, 1)));
    assertThat(all.standardError()).isZero();
    assertThat(all.estimate(ALPHA).method()).isEqualTo("census");
    assertThat(all.estimate(ALPHA).interval()).isEqualTo(new Interval(all.value(), all.value()));
    StratifiedF1 f1 = StratifiedF1.of(List.of(new StratifiedF1.Stratum(n, x, n - x, 0, 0)));
    assertThat(f1.f1().standardError()).isZero();
    StratifiedMacroF1 macro =
        StratifiedMacroF1.of(
            Map.of("all", n),
            List.of(
                new StratifiedMacroF1.Row("all", "a", "a", x),
                new StratifiedMacroF1.Row("all", "b", "a", n - x)));
    assertThat(macro.macroF1().standardError()).isZero();
    double[] ones = new double[(int) n];
    Arrays.fill(ones, 1);
    assertThat(WeightedMean.of(random.doubles(n).toArray(), ones).meanStandardError()).isZero();
    long[] size = {n};
    assertThat(Allocation.varianceOfTotal(size, new double[] {0.4}, size)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void limitsStayInRange(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      long n = 1L + random.nextInt(30);
      long x = random.nextInt((int) n + 1);
      double alpha = 0.001 + 0.5 * random.nextDouble();
      inside(Binomial.wilson(x, n, alpha), 0, (double) x / n, 1);
      inside(Binomial.clopperPearson(x, n, alpha), 0, (double) x / n, 1);
      assertThat(Binomial.lowerBound(x, n, alpha)).isLessThan(Binomial.upperBound(x, n, alpha));
      PairedComparison pair =
          PairedComparison.of(
              random.nextInt(9), random.nextInt(9), random.nextInt(9), 1 + random.nextInt(9));
      for (Interval interval :
          List.of(
              pair.bonettPrice(alpha),
              pair.tango(alpha),
              pair.newcombe10(alpha),
              pair.wald(alpha))) {
        inside(interval, -1, Double.NaN, 1);
      }
      inside(pair.tango(alpha), -1, pair.difference(), 1);
      PostStratified estimate = PostStratified.of(cells(random, 3, 0), 300, alpha);
      inside(estimate.interval(alpha), 0, estimate.shrunk(), 1);
      assertThat(estimate.raw()).isBetween(0.0, 1.0);
      inside(ConfidenceSequence.bernoulli(x, n, 1, 1, alpha), 0, (double) x / n, 1);
    }
  }

  private static void inside(Interval interval, double least, double value, double most) {
    assertThat(interval.lower()).isBetween(least, most);
    assertThat(interval.upper()).isBetween(least, most);
    if (!Double.isNaN(value)) {
      assertThat(value).isBetween(interval.lower() - 1e-12, interval.upper() + 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void adjustedPValuesAreOrdered(long seed) {
    Random random = new Random(seed);
    double[] p = random.doubles(12).map(v -> v * v * v).toArray();
    double[] holm = Multiplicity.holm(p);
    double[] bh = Multiplicity.bh(p);
    boolean[] rejected = Multiplicity.holmRejected(p, ALPHA);
    boolean[] discovered = Multiplicity.bhRejected(p, ALPHA);
    for (int i = 0; i < p.length; i++) {
      assertThat(holm[i]).isGreaterThanOrEqualTo(bh[i] - 1e-15);
      assertThat(bh[i]).isGreaterThanOrEqualTo(p[i] - 1e-15);
      assertThat(Multiplicity.by(p)[i]).isGreaterThanOrEqualTo(bh[i]);
      assertThat(Multiplicity.bonferroni(p)[i]).isGreaterThanOrEqualTo(holm[i]);
      assertThat(rejected[i]).isEqualTo(holm[i] <= ALPHA);
      assertThat(discovered[i]).isEqualTo(bh[i] <= ALPHA);
      for (int j = 0; j < p.length; j++) {
        if (p[i] < p[j]) {
          assertThat(holm[i]).isLessThanOrEqualTo(holm[j]);
          assertThat(bh[i]).isLessThanOrEqualTo(bh[j]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void cochranOfTwoLabelersIsMcNemar(long seed) {
    Random random = new Random(seed);
    long[] counts = random.longs(4, 1, 40).toArray();
    int[][] patterns = {{1, 1}, {1, 0}, {0, 1}, {0, 0}};
    CochranQ q = CochranQ.of(patterns, counts);
    McNemar mcnemar = PairedComparison.of(counts[0], counts[1], counts[2], counts[3]).mcnemar();
    same(mcnemar.chiSquare(), q.q());
    same(mcnemar.chiSquareP(), q.p());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void driftIsSymmetricAndCalibrationIsMonotone(long seed) {
    Random random = new Random(seed);
    double[] before = random.doubles(6, 1, 100).toArray();
    double[] after = random.doubles(6, 1, 100).toArray();
    Drift forth = Drift.of(before, after);
    Drift back = Drift.of(after, before);
    same(forth.psi(), back.psi());
    same(forth.jensenShannonNats(), back.jensenShannonNats());
    same(forth.totalVariation(), back.totalVariation());
    same(forth.hellinger(), back.hellinger());
    same(forth.chiSquare(), back.chiSquare());
    double[] x = random.doubles(50).map(v -> Math.round(v * 20) / 20.0).toArray();
    double[] y = random.doubles(50).map(Math::round).toArray();
    assertThat(IsotonicRegression.fit(x, y).values()).isSorted();
    double[][] logits = new double[40][];
    Arrays.setAll(logits, i -> random.doubles(4, -3, 3).toArray());
    int[] truth = random.ints(40, 0, 4).toArray();
    TemperatureScaling scaling = TemperatureScaling.fit(logits, truth);
    assertThat(scaling.lossAfter()).isLessThanOrEqualTo(scaling.lossBefore() + 1e-12);
    for (double[] row : logits) {
      double[] scaled = scaling.probabilities(row);
      assertThat(Means.sum(4, i -> scaled[i])).isCloseTo(1, within(1e-12));
      assertThat(largest(scaled)).isEqualTo(largest(row));
    }
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theLikelihoodOfDawidAndSkeneNeverFalls(long seed) {
    Random random = new Random(seed);
    List<DawidSkene.Pattern> patterns = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int truth = random.nextInt(3);
      List<DawidSkene.Vote> votes = new ArrayList<>();
      for (int rater = 0; rater < 4; rater++) {
        if (random.nextInt(5) > 0) {
          int answer = random.nextInt(10) < 6 ? truth : random.nextInt(3);
          votes.add(new DawidSkene.Vote(rater, answer, 1));
        }
      }
      patterns.add(new DawidSkene.Pattern(votes, 1 + random.nextInt(4)));
    }
    DawidSkene model = DawidSkene.fit(patterns, 4, 3, new DawidSkene.Settings(0, 0, 300));
    List<Double> trace = model.logLikelihoods();
    for (int round = 1; round < trace.size(); round++) {
      assertThat(trace.get(round)).isGreaterThanOrEqualTo(trace.get(round - 1) - 1e-9);
    }
    assertThat(model.priors().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-12));
  }
}
