package io.assay.stats.cascade;

import io.assay.stats.Binomial;
import io.assay.stats.BinomialTail;

/**
 * p-values of "the risk is above alpha" from the errors among n posts of equal weight.
 *
 * @param exactBinomial P(Bin(n, α) ≤ errors): the one to use for right and wrong
 * @param hoeffdingBentkus the bound for any loss in [0, 1] (Bates et al. 2021)
 */
public record RiskTest(double exactBinomial, double hoeffdingBentkus) {

  /**
   * Tests the risk; without posts both p-values are 1.
   *
   * @param errors wrong posts, 0 to n
   * @param alpha largest risk allowed, 0 to 1
   */
  public static RiskTest of(long errors, long n, double alpha) {
    Binomial.checkCounts(errors, n);
    if (n == 0) {
      return new RiskTest(1, 1);
    }
    double exact = BinomialTail.atMost(errors, n, alpha);
    double risk = Math.min((double) errors / n, alpha);
    double divergence = term(risk, alpha) + term(1 - risk, 1 - alpha);
    double hoeffding = Math.exp(-n * divergence);
    return new RiskTest(exact, Math.min(1, Math.min(hoeffding, Math.E * exact)));
  }

  private static double term(double p, double q) {
    return p == 0 ? 0 : p * Math.log(p / q);
  }
}
