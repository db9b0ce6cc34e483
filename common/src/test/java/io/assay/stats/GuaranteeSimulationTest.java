package io.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.stats.cascade.Cascade;
import io.assay.stats.monitoring.ConfidenceSequence;
import io.assay.stats.monitoring.EValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guarantees by simulation: the stated failure rate holds up to three standard errors. */
@Tag("slow")
class GuaranteeSimulationTest {
  private static final int CAMPAIGNS = 5_000;
  private static final double ALPHA = 0.05;
  private static final double DELTA = 0.1;

  private static double allowed(double rate, int replicates) {
    return rate + 3 * Math.sqrt(rate * (1 - rate) / replicates);
  }

  /**
   * Confidence bands from the surest down, each with the share of the posts and the error rate in
   * it; the last rows have a risk just above alpha from some threshold on.
   */
  @ParameterizedTest
  @CsvSource({
    // All bands at a risk just above alpha: the bound is tight.
    "500, '.0505', '1'",
    "2000, '.0505,.0505,.0505', '.4,.3,.3'",
    // The risk crosses alpha slowly, at once, and only in the last band.
    "1000, '.01,.03,.05,.08,.1,.15', '.3,.2,.15,.15,.1,.1'",
    "1000, '.02,.3', '.5,.5'",
    "3000, '.04,.05,.055,.06', '.4,.2,.2,.2'",
    "200, '0,.2,.4', '.5,.25,.25'",
  })
  void aCascadeKeepsItsGuarantee(long posts, String risks, String shares) {
    double[] risk = numbers(risks);
    double[] share = numbers(shares);
    UniformRandomProvider random = Bootstrap.random(11);
    int violations = 0;
    int violationsByBonferroni = 0;
    for (int i = 0; i < CAMPAIGNS; i++) {
      Cascade cascade = Cascade.of(calibration(posts, risk, share, random), ALPHA, DELTA);
      violations += isViolation(cascade.fixedSequence(), risk, share) ? 1 : 0;
      violationsByBonferroni += isViolation(cascade.bonferroni(), risk, share) ? 1 : 0;
    }
    assertThat((double) violations / CAMPAIGNS).isLessThanOrEqualTo(allowed(DELTA, CAMPAIGNS));
    assertThat((double) violationsByBonferroni / CAMPAIGNS)
        .isLessThanOrEqualTo(allowed(DELTA, CAMPAIGNS));
  }

  @Test
  void theBoundIsTightJustAboveTheRiskAllowed() {
    UniformRandomProvider random = Bootstrap.random(12);
    int selected = 0;
    for (int i = 0; i < CAMPAIGNS; i++) {
      List<Cascade.Step> steps = calibration(2000, numbers(".0505"), numbers("1"), random);
      selected += Cascade.of(steps, ALPHA, DELTA).fixedSequence().isPresent() ? 1 : 0;
    }
    assertThat((double) selected / CAMPAIGNS).isBetween(DELTA / 2, allowed(DELTA, CAMPAIGNS));
  }

  @Test
  void stepsOrderedOnOtherPostsKeepTheGuaranteeAndReachLooserThresholds() {
    // The whole cascade: handing everything on errs most, as the last stage misses the target.
    double[] risk = {.08, .052, .03, .04, .0505, .07};
    UniformRandomProvider random = Bootstrap.random(13);
    int violations = 0;
    int selected = 0;
    for (int i = 0; i < CAMPAIGNS; i++) {
      List<Cascade.Step> tuned = Cascade.ordered(wholeCascade(500, risk, random), ALPHA);
      List<Cascade.Step> calibrated = wholeCascade(1000, risk, random);
      List<Cascade.Step> ordered =
          tuned.stream().map(step -> calibrated.get((int) -step.threshold())).toList();
      OptionalDouble chosen = Cascade.of(ordered, ALPHA, DELTA).fixedSequence();
      selected += chosen.isPresent() ? 1 : 0;
      violations += chosen.isPresent() && risk[(int) -chosen.getAsDouble()] > ALPHA ? 1 : 0;
    }
    assertThat((double) violations / CAMPAIGNS).isLessThanOrEqualTo(allowed(DELTA, CAMPAIGNS));
    assertThat((double) selected / CAMPAIGNS).isGreaterThan(0.5);
  }

  /** One step a threshold −0, −1, …, each tested on all posts. */
  private static List<Cascade.Step> wholeCascade(
      long posts, double[] risk, UniformRandomProvider random) {
    List<Cascade.Step> steps = new ArrayList<>();
    for (int i = 0; i < risk.length; i++) {
      steps.add(new Cascade.Step(-i, posts, BinomialDraws.binomial(posts, risk[i], random)));
    }
    return steps;
  }

  private static List<Cascade.Step> calibration(
      long posts, double[] risk, double[] share, UniformRandomProvider random) {
    long[] band = BinomialDraws.multinomial(posts, share, random);
    List<Cascade.Step> steps = new ArrayList<>();
    long accepted = 0;
    long errors = 0;
    for (int i = 0; i < risk.length; i++) {
      accepted += band[i];
      errors += BinomialDraws.binomial(band[i], risk[i], random);
      steps.add(new Cascade.Step(-i, accepted, errors));
    }
    return steps;
  }

  private static boolean isViolation(OptionalDouble threshold, double[] risk, double[] share) {
    if (threshold.isEmpty()) {
      return false;
    }
    double errors = 0;
    double accepted = 0;
    for (int i = 0; i <= (int) -threshold.getAsDouble(); i++) {
      errors += risk[i] * share[i];
      accepted += share[i];
    }
    return errors / accepted > ALPHA + 1e-12;
  }

  private static double[] numbers(String list) {
    return Arrays.stream(list.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void anEValueSeldomRejectsEqualLabelersHoweverOftenOneLooks() {
    int paths = 2_000;
    int looks = 1_000;
    UniformRandomProvider random = Bootstrap.random(14);
    int uniform = 0;
    int betaHalf = 0;
    for (int path = 0; path < paths; path++) {
      long a = 0;
      double mostUniform = 0;
      double mostBetaHalf = 0;
      for (int look = 1; look <= looks; look++) {
        a += random.nextBoolean() ? 1 : 0;
        EValue e = EValue.ofPairs(a, look - a);
        mostUniform = Math.max(mostUniform, e.uniform());
        mostBetaHalf = Math.max(mostBetaHalf, e.betaHalf());
      }
      uniform += mostUniform >= 1 / ALPHA ? 1 : 0;
      betaHalf += mostBetaHalf >= 1 / ALPHA ? 1 : 0;
    }
    assertThat((double) uniform / paths).isLessThanOrEqualTo(allowed(ALPHA, paths));
    assertThat((double) betaHalf / paths).isLessThanOrEqualTo(allowed(ALPHA, paths));
  }

  @ParameterizedTest
  @CsvSource({".5, 15", ".9, 16", ".97, 17"})
  void aConfidenceSequenceSeldomEverMissesTheTruth(double truth, long seed) {
    int paths = 1_000;
    int looks = 400;
    UniformRandomProvider random = Bootstrap.random(seed);
    int missed = 0;
    for (int path = 0; path < paths; path++) {
      long successes = 0;
      boolean misses = false;
      for (int n = 1; n <= looks && !misses; n++) {
        successes += random.nextDouble() < truth ? 1 : 0;
        misses = !ConfidenceSequence.bernoulli(successes, n, 1, 1, ALPHA).contains(truth);
      }
      missed += misses ? 1 : 0;
    }
    assertThat((double) missed / paths).isLessThanOrEqualTo(allowed(ALPHA, paths));
  }
}
