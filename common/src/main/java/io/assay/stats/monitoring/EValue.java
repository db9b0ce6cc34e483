package io.assay.stats.monitoring;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Evidence against "A and B are equally good" that stays valid however often one looks: a beta
 * mixture over the discordant pairs so far, each post once. Reject when it reaches 1/α at any look.
 *
 * @param logBetaHalf log of the e-value under a Beta(½, ½) mixture
 * @param logUniform log of the e-value under a uniform mixture
 */
public record EValue(double logBetaHalf, double logUniform) {

  /** The e-value of equal labelers with these discordant counts. */
  public static EValue ofPairs(long aOnly, long bOnly) {
    if (aOnly < 0 || bOnly < 0) {
      throw new IllegalArgumentException(
          "discordant counts " + aOnly + " and " + bOnly + " below 0");
    }
    return new EValue(
        logMixture(0.5, (double) aOnly, (double) bOnly),
        logMixture(1, (double) aOnly, (double) bOnly));
  }

  private static double logMixture(double prior, double b, double c) {
    return LogBeta.value(prior + b, prior + c)
        - LogBeta.value(prior, prior)
        + (b + c) * Math.log(2);
  }

  /** The e-value under a Beta(½, ½) mixture. */
  public double betaHalf() {
    return Math.exp(logBetaHalf);
  }

  /** The e-value under a uniform mixture. */
  public double uniform() {
    return Math.exp(logUniform);
  }

  /** min(1, 1/E) under the uniform mixture; over looks keep the running minimum. */
  public double anytimeP() {
    return Math.min(1, Math.exp(-logUniform));
  }

  /** The joint evidence of independent data: the product. */
  public EValue times(EValue other) {
    return new EValue(logBetaHalf + other.logBetaHalf, logUniform + other.logUniform);
  }
}
