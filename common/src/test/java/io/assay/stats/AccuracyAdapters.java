package io.assay.stats;

import io.assay.stats.agreement.RoganGladen;
import io.assay.stats.stratified.PostStratified;
import io.assay.stats.stratified.StratifiedAccuracy;
import io.assay.stats.stratified.StratumSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reference methods on the accuracy of one labeler. */
final class AccuracyAdapters {
  private AccuracyAdapters() {}

  static Map<String, StatsReferenceTest.Adapter> all() {
    return Map.of(
        "binomial_ci_wilson", AccuracyAdapters::wilson,
        "binomial_ci_clopper_pearson", AccuracyAdapters::clopperPearson,
        "binomial_lower_bound_clopper_pearson", AccuracyAdapters::lowerBound,
        "stratified_accuracy", AccuracyAdapters::stratified,
        "stratified_accuracy_laplace_variance", AccuracyAdapters::laplace,
        "stratified_lower_bound_bonferroni_cp", AccuracyAdapters::bonferroni,
        "post_stratified_shrunk_accuracy", AccuracyAdapters::postStratified,
        "rogan_gladen", AccuracyAdapters::roganGladen);
  }

  private static Answers wilson(Inputs in) {
    return new Answers()
        .interval("", () -> Binomial.wilson(in.whole("x"), in.whole("n"), in.real("alpha")));
  }

  private static Answers clopperPearson(Inputs in) {
    return new Answers()
        .interval(
            "", () -> Binomial.clopperPearson(in.whole("x"), in.whole("n"), in.real("alpha")));
  }

  private static Answers lowerBound(Inputs in) {
    return new Answers()
        .put("lower", () -> Binomial.lowerBound(in.whole("x"), in.whole("n"), in.real("alpha")));
  }

  private static StratifiedAccuracy accuracy(Inputs in) {
    long[] size = in.wholes("N_h");
    long[] sampled = in.wholes("n_h");
    long[] right = in.wholes("x_h");
    List<StratumSample> strata = new ArrayList<>();
    for (int h = 0; h < size.length; h++) {
      strata.add(new StratumSample(size[h], sampled[h], right[h]));
    }
    return StratifiedAccuracy.of(strata);
  }

  private static Answers stratified(Inputs in) {
    StratifiedAccuracy accuracy = accuracy(in);
    double alpha = in.real("alpha");
    return new Answers()
        .put("estimate", accuracy::value)
        .put("se_fpc", accuracy::standardError)
        .put("se_nofpc", accuracy::standardErrorUncorrected)
        .put("df", accuracy::degreesOfFreedom)
        .put("n_eff", accuracy::effectiveN)
        .interval("t", () -> accuracy.waldT(alpha))
        .interval("z", () -> accuracy.waldZ(alpha))
        .interval("logit", () -> accuracy.logit(alpha))
        .interval("korn_graubard", () -> accuracy.kornGraubard(alpha))
        .interval("wilson_neff", () -> accuracy.wilson(alpha));
  }

  private static Answers laplace(Inputs in) {
    StratifiedAccuracy accuracy = accuracy(in);
    return new Answers()
        .put("estimate", accuracy::value)
        .put("se_smoothed", accuracy::standardErrorSmoothed);
  }

  private static Answers bonferroni(Inputs in) {
    return new Answers().put("lower", () -> accuracy(in).lowerBound(in.real("alpha")));
  }

  private static Answers postStratified(Inputs in) {
    List<PostStratified.Cell> cells =
        Inputs.stream(in.node("cells_w_correct_m"))
            .map(
                c ->
                    new PostStratified.Cell(
                        Inputs.real(c.get("w")), Inputs.real(c.get("a")), Inputs.real(c.get("m"))))
            .toList();
    double alpha = in.real("alpha");
    PostStratified estimate =
        PostStratified.of(cells, in.real("N", Double.POSITIVE_INFINITY), alpha);
    return new Answers()
        .put("theta_raw", estimate::raw)
        .put("theta_shrunk", estimate::shrunk)
        .put("se", estimate::standardError)
        .interval("", () -> estimate.interval(alpha));
  }

  private static Answers roganGladen(Inputs in) {
    RoganGladen.Judge judge =
        new RoganGladen.Judge(
            in.real("p"),
            in.whole("n"),
            in.real("q0"),
            in.whole("m0"),
            in.real("q1"),
            in.whole("m1"));
    RoganGladen corrected = RoganGladen.of(judge, in.real("alpha"));
    return new Answers()
        .put("theta", corrected::value)
        .put("theta_unclipped", corrected::unclipped)
        .put("delta_se", corrected::standardError)
        .interval("lee", corrected::interval);
  }
}
