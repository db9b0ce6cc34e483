package io.assay.stats.stratified;

import io.assay.stats.Binomial;
import io.assay.stats.Estimate;
import io.assay.stats.Interval;
import io.assay.stats.Means;
import io.assay.stats.Quantiles;
import io.assay.stats.Warnings;
import io.assay.stats.comparison.PairedComparison;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Labeler A against labeler B on a stratified simple random sample. Strata in which A and B agree
 * everywhere, or that were sampled whole, add no variance.
 */
public final class StratifiedPairedDifference {
  /**
   * What the sample of one stratum gave.
   *
   * @param size posts of the stratum in the frame
   * @param pairs the sampled posts
   */
  public record Stratum(long size, PairedComparison pairs) {
    /** Checks that the sample is not larger than the stratum. */
    public Stratum {
      Binomial.checkCounts(pairs.n(), size);
    }
  }

  private static final double[] DIFFERENCES = {1, -1, 0};

  private final List<Stratum> strata;
  private final double size;

  private StratifiedPairedDifference(List<Stratum> strata) {
    this.strata = strata.stream().filter(s -> s.size > 0).toList();
    size = Means.sum(this.strata.size(), i -> this.strata.get(i).size);
  }

  /** The comparison over these strata; those without posts are left out. */
  public static StratifiedPairedDifference of(List<Stratum> strata) {
    return new StratifiedPairedDifference(strata);
  }

  /** Σ W_h d̄_h, A minus B. */
  public double difference() {
    return strata.isEmpty() ? Double.NaN : sum(s -> s.size / size * s.pairs.difference());
  }

  /** Standard error with the finite population correction. */
  public double standardError() {
    return strata.isEmpty()
        ? Double.NaN
        : Math.sqrt(sum(s -> StratumTotal.variance(s.size, counts(s), DIFFERENCES, true))) / size;
  }

  /** Posts sampled. */
  public long n() {
    return strata.stream().mapToLong(s -> s.pairs.n()).sum();
  }

  /** Student's t interval with Σn_h − H degrees of freedom, cut to [−1, 1]. */
  public Interval interval(double alpha) {
    double t = Quantiles.t(alpha, (double) (n() - strata.size()));
    return Interval.around(difference(), t * standardError()).asDifference();
  }

  /**
   * The difference with its interval, at the floors of gold. Without a discordant pair the interval
   * would be a point, so Bonett and Price's over all strata takes its place.
   */
  public Estimate estimate(double alpha) {
    double difference = difference();
    if (Double.isNaN(difference)) {
      return Estimate.undefined(alpha, "stratified-t", n(), Warnings.NO_DATA);
    }
    Estimate estimate =
        standardError() > 0
            ? Estimate.of(difference, interval(alpha), alpha, "stratified-t", n())
            : Estimate.of(difference, pooled().bonettPrice(alpha), alpha, "bonett-price", n())
                .withWarning(Warnings.ZERO_VARIANCE);
    return estimate.atGoldFloors(n());
  }

  private PairedComparison pooled() {
    return PairedComparison.of(
        total(p -> p.bothRight()),
        total(p -> p.aOnly()),
        total(p -> p.bOnly()),
        total(p -> p.bothWrong()));
  }

  private long total(ToLongFunction<PairedComparison> count) {
    return strata.stream().mapToLong(s -> count.applyAsLong(s.pairs)).sum();
  }

  private static long[] counts(Stratum stratum) {
    PairedComparison pairs = stratum.pairs;
    return new long[] {pairs.aOnly(), pairs.bOnly(), pairs.bothRight() + pairs.bothWrong()};
  }

  private double sum(ToDoubleFunction<Stratum> value) {
    return Means.sum(strata.size(), i -> value.applyAsDouble(strata.get(i)));
  }
}
