package io.assay.stats.stratified;

import io.assay.stats.Binomial;
import io.assay.stats.Floors;
import java.util.ArrayList;
import java.util.List;

/**
 * What a simple random sample of one stratum gave.
 *
 * @param size posts of the stratum in the frame (N_h)
 * @param sampled posts sampled (n_h), at most {@code size}
 * @param right sampled posts that are right (x_h)
 */
public record StratumSample(long size, long sampled, long right) {

  /** Checks the counts. */
  public StratumSample {
    Binomial.checkCounts(sampled, size);
    Binomial.checkCounts(right, sampled);
  }

  /** Whether every post of the stratum was sampled, so that nothing is left to chance. */
  public boolean isCensus() {
    return sampled == size;
  }

  /** Share right, {@code NaN} where nothing was sampled. */
  public double share() {
    return Binomial.proportion(right, sampled);
  }

  /** The share pulled towards ½ so that it is never 0 or 1 (Laplace). */
  public double smoothedShare() {
    return (right + 1.0) / (sampled + 2.0);
  }

  /** 1 − n_h/N_h. */
  double finitePopulationCorrection() {
    return 1 - (double) sampled / size;
  }

  private StratumSample plus(StratumSample other) {
    return new StratumSample(size + other.size, sampled + other.sampled, right + other.right);
  }

  /**
   * Joins each stratum with fewer than two sampled posts to the one before it (the first to the one
   * after), until none is left. Empty strata vanish; a census stays.
   */
  public static List<StratumSample> collapsed(List<StratumSample> strata) {
    List<StratumSample> result = new ArrayList<>();
    for (StratumSample stratum : strata) {
      boolean thinBefore = !result.isEmpty() && result.get(result.size() - 1).isThin();
      if (!result.isEmpty() && (stratum.isThin() || thinBefore)) {
        result.set(result.size() - 1, result.get(result.size() - 1).plus(stratum));
      } else if (stratum.size > 0) {
        result.add(stratum);
      }
    }
    return List.copyOf(result);
  }

  private boolean isThin() {
    return sampled < Floors.GOLD_PER_STRATUM && !isCensus();
  }
}
