package io.assay.stats;

import io.assay.stats.calibration.Calibration;
import io.assay.stats.calibration.IsotonicRegression;
import io.assay.stats.calibration.MulticlassCalibration;
import io.assay.stats.calibration.PlattScaling;
import io.assay.stats.calibration.TemperatureScaling;
import io.assay.stats.cascade.Cascade;
import io.assay.stats.cascade.RiskTest;
import io.assay.stats.cascade.SelectivePrediction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reference methods on confidence: calibration, selective prediction, cascades. */
final class CalibrationAdapters {
  private CalibrationAdapters() {}

  static Map<String, StatsReferenceTest.Adapter> all() {
    return Map.of(
        "calibration_metrics", CalibrationAdapters::metrics,
        "debiased_squared_calibration_error", CalibrationAdapters::debiased,
        "brier_multiclass", CalibrationAdapters::multiclass,
        "temperature_scaling", CalibrationAdapters::temperature,
        "platt_scaling", CalibrationAdapters::platt,
        "isotonic_regression", CalibrationAdapters::isotonic,
        "selective_prediction", CalibrationAdapters::selective,
        "risk_p_values", CalibrationAdapters::risk,
        "cascade_threshold_learn_then_test", CalibrationAdapters::learnThenTest,
        "cascade_end_to_end_target", CalibrationAdapters::endToEnd);
  }

  private static Answers metrics(Inputs in) {
    Calibration calibration = Calibration.of(in.reals("confidence"), in.reals("correct"));
    return new Answers()
        .put("ece_equal_width", () -> calibration.ece((int) in.whole("bins")))
        .put("mce_equal_width", () -> calibration.mce((int) in.whole("bins")))
        .family("ece_equal_width_(\\d+)", m -> calibration.ece(Integer.parseInt(m.group(1))))
        .family("mce_equal_width_(\\d+)", m -> calibration.mce(Integer.parseInt(m.group(1))))
        .family(
            "ece_equal_mass_(\\d+)", m -> calibration.eceEqualMass(Integer.parseInt(m.group(1))))
        .put("brier", calibration::brier)
        .put("log_loss", calibration::logLoss);
  }

  private static Answers debiased(Inputs in) {
    Calibration calibration = Calibration.of(in.reals("confidence"), in.reals("correct"));
    int bins = (int) in.whole("equal_mass_bins");
    return new Answers()
        .put("plugin_l2_sq", () -> calibration.squaredError(bins))
        .put("debiased_l2_sq", () -> calibration.debiasedSquaredError(bins));
  }

  private static Answers multiclass(Inputs in) {
    return new Answers()
        .put(
            "brier_sum_over_classes",
            () -> MulticlassCalibration.brier(in.realRows("prob"), in.ints("y")))
        .put("log_loss", () -> MulticlassCalibration.logLoss(in.realRows("prob"), in.ints("y")));
  }

  private static Answers temperature(Inputs in) {
    TemperatureScaling fit = TemperatureScaling.fit(in.realRows("logits"), in.ints("y"));
    return new Answers()
        .put("T", fit::temperature)
        .put("nll_before", fit::lossBefore)
        .put("nll_after", fit::lossAfter);
  }

  private static Answers platt(Inputs in) {
    PlattScaling fit = PlattScaling.fit(in.reals("score"), in.reals("y"));
    return new Answers()
        .put("a", fit::a)
        .put("b", fit::b)
        .family("p_at_(.+)", m -> fit.probability(Double.parseDouble(m.group(1))));
  }

  private static Answers isotonic(Inputs in) {
    double[] x = in.reals("x");
    double[] y = in.reals("y");
    IsotonicRegression fit =
        in.has("w") ? IsotonicRegression.fit(x, y, in.reals("w")) : IsotonicRegression.fit(x, y);
    return new Answers()
        .put("fitted_at_x", () -> Arrays.stream(x).map(fit::predict).toArray())
        .put("predict_at", () -> (Answers.Lookup) key -> fit.predict(Double.parseDouble(key)));
  }

  private static Answers selective(Inputs in) {
    SelectivePrediction ranking = SelectivePrediction.of(in.reals("confidence"), in.reals("error"));
    return new Answers()
        .put(
            "rc_curve_coverage_risk",
            () -> ranking.curve().stream().map(p -> List.of(p.coverage(), p.risk())).toList())
        .put("aurc_mean_prefix_risk_tie_averaged", ranking::aurc)
        .put("eaurc", ranking::excessAurc)
        .put("aurc_trapezoid_fdshifts", ranking::aurcTrapezoid)
        .put("augrc_fdshifts", ranking::augrc);
  }

  private static Answers risk(Inputs in) {
    RiskTest test = RiskTest.of(in.whole("errors"), in.whole("n"), in.real("alpha"));
    return new Answers()
        .put("hoeffding_bentkus", test::hoeffdingBentkus)
        .put("exact_binomial", test::exactBinomial);
  }

  private static Answers learnThenTest(Inputs in) {
    List<Cascade.Step> steps =
        Inputs.stream(in.node("grid_threshold_accepted_errors"))
            .map(
                row ->
                    new Cascade.Step(
                        Inputs.real(row.get(0)),
                        Inputs.whole(row.get(1)),
                        Inputs.whole(row.get(2))))
            .toList();
    Cascade cascade = Cascade.of(steps, in.real("alpha"), in.real("delta"));
    return new Answers()
        .put("p_values", cascade::pValues)
        .put("selected_fixed_sequence", () -> cascade.fixedSequence().orElse(Double.NaN))
        .put("selected_bonferroni", () -> cascade.bonferroni().orElse(Double.NaN));
  }

  private static Answers endToEnd(Inputs in) {
    return new Answers()
        .put(
            "proxy_target",
            () ->
                Cascade.cheapStageTarget(
                    in.real("overall_target"), in.whole("n_total"), in.whole("n_proxy")));
  }
}
