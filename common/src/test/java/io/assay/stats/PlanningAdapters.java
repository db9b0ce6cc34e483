package io.assay.stats;

import io.assay.stats.planning.BreakEven;
import io.assay.stats.planning.CostEffectiveness;
import io.assay.stats.planning.Fieller;
import io.assay.stats.planning.LearningCurve;
import io.assay.stats.planning.PairedSampleSize;
import io.assay.stats.planning.SampleSize;
import io.assay.stats.stratified.Allocation;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reference methods on allocation, sizes, learning curves and cost. */
final class PlanningAdapters {
  private PlanningAdapters() {}

  static Map<String, StatsReferenceTest.Adapter> all() {
    return Map.ofEntries(
        Map.entry("neyman_allocation", PlanningAdapters::neyman),
        Map.entry("optimal_allocation_with_costs", PlanningAdapters::withCosts),
        Map.entry("kish_effective_n", PlanningAdapters::kish),
        Map.entry("sample_size_ci_halfwidth", PlanningAdapters::halfWidth),
        Map.entry("sample_size_wilson_halfwidth", PlanningAdapters::wilsonHalfWidth),
        Map.entry("sample_size_fpc", PlanningAdapters::finitePopulation),
        Map.entry("sample_size_mcnemar", PlanningAdapters::mcnemar),
        Map.entry("minimum_detectable_effect_paired", PlanningAdapters::detectable),
        Map.entry("zero_error_sample_size", PlanningAdapters::zeroError),
        Map.entry("learning_curve_power_law", PlanningAdapters::learningCurve),
        Map.entry("break_even", PlanningAdapters::breakEven),
        Map.entry("cost_per_error_avoided", PlanningAdapters::icer),
        Map.entry("cascade_expected_cost", PlanningAdapters::cascadeCost),
        Map.entry("break_even_fieller_ci", PlanningAdapters::fieller));
  }

  private static Answers neyman(Inputs in) {
    long[] size = in.wholes("N_h");
    double[] deviation = in.reals("S_h");
    long floor = in.has("min_per_stratum") ? in.whole("min_per_stratum") : 0;
    return new Answers()
        .put("continuous", () -> Allocation.neymanContinuous(size, deviation, in.real("n")))
        .put("integer_optimal", () -> Allocation.neyman(size, deviation, in.whole("n"), floor))
        .put(
            "variance_of_total",
            () ->
                Allocation.varianceOfTotal(
                    size, deviation, Allocation.neyman(size, deviation, in.whole("n"), floor)));
  }

  private static Answers withCosts(Inputs in) {
    return new Answers()
        .put(
            "continuous",
            () ->
                Allocation.costOptimalContinuous(
                    in.wholes("N_h"), in.reals("S_h"), in.reals("cost_h"), in.real("budget")));
  }

  private static Answers kish(Inputs in) {
    return new Answers()
        .put("n_eff", () -> Allocation.kishEffectiveN(in.reals("w")))
        .put("deff", () -> Allocation.designEffect(in.reals("w")));
  }

  private static Answers halfWidth(Inputs in) {
    double exact = SampleSize.halfWidth(in.real("p"), in.real("half_width"), in.real("alpha"));
    return new Answers().put("n_exact", () -> exact).put("n", () -> Math.ceil(exact));
  }

  private static Answers wilsonHalfWidth(Inputs in) {
    return new Answers()
        .put(
            "n",
            () ->
                SampleSize.wilsonHalfWidth(in.real("p"), in.real("half_width"), in.real("alpha")));
  }

  private static Answers finitePopulation(Inputs in) {
    return new Answers().put("n", () -> SampleSize.finitePopulation(in.real("n0"), in.real("N")));
  }

  private static Answers mcnemar(Inputs in) {
    PairedSampleSize size =
        PairedSampleSize.mcnemar(
            in.real("p_a_only"), in.real("p_b_only"), in.real("alpha"), in.real("power"));
    return new Answers()
        .put("n_connor", size::connor)
        .put("n", () -> size.n().isPresent() ? size.n().getAsLong() : null)
        .put("exact_test_power_at_n", size::exactPower)
        .put("midp_power_at_n", size::midPower);
  }

  private static Answers detectable(Inputs in) {
    return new Answers()
        .put(
            "mde",
            () ->
                PairedSampleSize.minimumDetectableEffect(
                    in.whole("n"), in.real("psi_discordant"), in.real("alpha"), in.real("power")));
  }

  private static Answers zeroError(Inputs in) {
    return new Answers()
        .put("n", () -> SampleSize.zeroError(in.real("target_accuracy"), in.real("confidence")));
  }

  private static Answers learningCurve(Inputs in) {
    Optional<LearningCurve> curve = LearningCurve.fit(in.reals("n"), in.reals("error"));
    return new Answers()
        .put("c", () -> curve.map(LearningCurve::c).orElse(Double.NaN))
        .put("a", () -> curve.map(LearningCurve::a).orElse(Double.NaN))
        .put("b", () -> curve.map(LearningCurve::b).orElse(Double.NaN))
        .put("sse", () -> curve.map(LearningCurve::squares).orElse(Double.NaN))
        .family(
            "pred_at_(.+)", m -> curve.map(c -> c.predict(number(m.group(1)))).orElse(Double.NaN))
        .family("n_for_error_(.+)", m -> labelsFor(curve, number(m.group(1))));
  }

  private static double number(String name) {
    return Double.parseDouble(name.replace('_', '.'));
  }

  private static @Nullable Object labelsFor(Optional<LearningCurve> curve, double error) {
    if (curve.isEmpty()) {
      return null;
    }
    OptionalDouble labels = curve.get().labelsFor(error);
    return labels.isPresent() ? (Object) labels.getAsDouble() : "unreachable";
  }

  private static Answers breakEven(Inputs in) {
    BreakEven point =
        BreakEven.of(
            new BreakEven.Cost(in.real("fixed_a"), in.real("marginal_a")),
            new BreakEven.Cost(in.real("fixed_b"), in.real("marginal_b")));
    return new Answers()
        .put("break_even_items", point::items)
        .put("cheaper_below", () -> name(point.below()))
        .put("cheaper_above", () -> name(point.above()));
  }

  private static String name(BreakEven.Cheaper cheaper) {
    return cheaper == BreakEven.Cheaper.TIE
        ? cheaper.name().toLowerCase(Locale.ROOT)
        : cheaper.name();
  }

  private static Answers icer(Inputs in) {
    return new Answers()
        .put(
            "icer",
            () ->
                CostEffectiveness.costPerErrorAvoided(
                    in.real("cost_a"),
                    in.real("errors_a"),
                    in.real("cost_b"),
                    in.real("errors_b")));
  }

  private static Answers cascadeCost(Inputs in) {
    return new Answers()
        .put(
            "expected_cost",
            () -> CostEffectiveness.cascadeCost(in.reals("stage_cost"), in.reals("escalate_prob")));
  }

  private static Answers fieller(Inputs in) {
    Fieller ratio =
        Fieller.of(
            new Fieller.Term(in.real("cost_diff"), in.real("cost_diff_se")),
            new Fieller.Term(in.real("acc_diff"), in.real("acc_diff_se")),
            in.real("alpha"));
    return new Answers().put("point", ratio::value).interval("", ratio::interval);
  }
}
