package io.assay.eval;

import io.assay.stats.Binomial;
import io.assay.stats.Estimate;
import io.assay.stats.Interval;
import io.assay.stats.Warnings;
import io.assay.stats.stratified.StratifiedAccuracy;
import io.assay.stats.stratified.StratumSample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Estimates that several measures make of count tables. */
final class Estimates {
  private Estimates() {}

  /** The share of posts that are right, at the floors of gold. */
  static Estimate accuracy(CountTable gold) {
    return proportion(gold.n(Count::right), gold.n());
  }

  /** A proportion with its Wilson interval, at the floors of gold. */
  static Estimate proportion(long x, long n) {
    return Binomial.wilsonEstimate(x, n, LabelerEvaluation.ALPHA).atGoldFloors(n);
  }

  /**
   * The share of posts that a condition holds for, weighted by 1/π (Hájek 1971), with Wilson's
   * interval at Kish's effective size (1965); unweighted posts give plain Wilson.
   */
  static Estimate weighted(CountTable table, Predicate<Count> condition) {
    return Binomial.wilsonEstimate(
        table.where(condition).sumW(),
        table.sumW(),
        table.sumW2(),
        table.n(),
        LabelerEvaluation.ALPHA);
  }

  /**
   * The share of posts that a condition holds for in a stratified sample: Korn and Graubard's
   * interval (1998) around W_h-weighted shares, where {@link #weighted} would not use that strata
   * are of known size.
   *
   * @param table of sampled posts whose weights sum to the size of their stratum
   * @param features that strata are made of, in their order
   */
  static Estimate stratified(CountTable table, List<String> features, Predicate<Count> condition) {
    Map<String, List<Count>> strata =
        table.rows().stream()
            .collect(
                Collectors.groupingBy(
                    c -> Stratum.by(features, c.stratum()).orElse(""),
                    TreeMap::new,
                    Collectors.toList()));
    List<StratumSample> samples =
        strata.values().stream().map(CountTable::new).map(h -> sample(h, condition)).toList();
    return StratifiedAccuracy.of(StratumSample.collapsed(samples))
        .estimate(LabelerEvaluation.ALPHA);
  }

  private static StratumSample sample(CountTable stratum, Predicate<Count> condition) {
    long size = Math.max(stratum.n(), Math.round(stratum.sumW()));
    return new StratumSample(size, stratum.n(), stratum.n(condition));
  }

  /** What is known of every post, or has no interval of its own. */
  static Estimate pointOnly(double value, String method, long n) {
    double alpha = LabelerEvaluation.ALPHA;
    return Double.isNaN(value)
        ? Estimate.undefined(alpha, method, n, n == 0 ? Warnings.NO_DATA : Warnings.UNDEFINED)
        : Estimate.of(value, Interval.UNDEFINED, alpha, method, n);
  }
}
