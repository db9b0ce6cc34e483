package io.assay.stats;

import io.assay.stats.monitoring.ConfidenceSequence;
import io.assay.stats.monitoring.Drift;
import io.assay.stats.monitoring.EValue;
import io.assay.stats.monitoring.KolmogorovSmirnov;
import java.util.Map;

/** Reference methods on repeated runs and drift. */
final class MonitoringAdapters {
  private MonitoringAdapters() {}

  static Map<String, StatsReferenceTest.Adapter> all() {
    return Map.of(
        "sequential_mcnemar_e_value", MonitoringAdapters::eValue,
        "bernoulli_confidence_sequence", MonitoringAdapters::confidenceSequence,
        "drift_categorical", MonitoringAdapters::drift,
        "drift_categorical_zero_bin", MonitoringAdapters::driftWithEmptyBin,
        "ks_two_sample", MonitoringAdapters::kolmogorovSmirnov);
  }

  private static Answers eValue(Inputs in) {
    EValue e = EValue.ofPairs(in.whole("a_only"), in.whole("b_only"));
    return new Answers()
        .put("e_beta_half_half", e::betaHalf)
        .put("e_uniform", e::uniform)
        .put("anytime_p_uniform_at_this_look", e::anytimeP);
  }

  private static Answers confidenceSequence(Inputs in) {
    return new Answers()
        .interval(
            "",
            () ->
                ConfidenceSequence.bernoulli(
                    in.whole("successes"),
                    in.whole("n"),
                    in.real("prior_a", 1),
                    in.real("prior_b", 1),
                    in.real("alpha")));
  }

  private static Answers drift(Inputs in) {
    Drift drift = Drift.of(in.reals("counts_ref"), in.reals("counts_new"));
    return new Answers()
        .put("psi", drift::psi)
        .put("psi_null_95", drift::psiNull95)
        .put("kl_new_ref", drift::kullbackLeibler)
        .put("js_divergence_nats", drift::jensenShannonNats)
        .put("js_divergence_bits", drift::jensenShannonBits)
        .put("js_distance_base2", drift::jensenShannonDistance)
        .put("total_variation", drift::totalVariation)
        .put("hellinger", drift::hellinger)
        .put("chi2", drift::chiSquare)
        .put("chi2_df", drift::degreesOfFreedom)
        .put("chi2_p", drift::chiSquareP)
        .put("cramers_v", drift::cramersV);
  }

  private static Answers driftWithEmptyBin(Inputs in) {
    Drift drift = Drift.of(in.reals("counts_ref"), in.reals("counts_new"));
    Drift smoothed = drift.smoothed(in.real("pseudo_count"));
    return new Answers()
        .put("psi_smoothed", smoothed::psi)
        .put("kl_new_ref_smoothed", smoothed::kullbackLeibler)
        .put("js_divergence_nats_unsmoothed", drift::jensenShannonNats)
        .put("total_variation_unsmoothed", drift::totalVariation);
  }

  private static Answers kolmogorovSmirnov(Inputs in) {
    KolmogorovSmirnov test = KolmogorovSmirnov.of(in.reals("x"), in.reals("y"));
    return new Answers()
        .put("d", test::d)
        .put("p_exact", test::p)
        .family(
            "critical_d_asymptotic_(\\d+)",
            m -> test.criticalDistance(Double.parseDouble("0." + m.group(1))));
  }
}
