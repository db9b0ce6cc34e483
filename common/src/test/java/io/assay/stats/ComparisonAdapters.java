package io.assay.stats;

import io.assay.stats.comparison.CochranQ;
import io.assay.stats.comparison.IndependentComparison;
import io.assay.stats.comparison.McNemar;
import io.assay.stats.comparison.PairedBootstrap;
import io.assay.stats.comparison.PairedComparison;
import io.assay.stats.comparison.PairedMacroF1;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reference methods that compare labelers. */
final class ComparisonAdapters {
  private static final int SWAPS = 20_000;
  private static final long SEED = 7;

  private ComparisonAdapters() {}

  static Map<String, StatsReferenceTest.Adapter> all() {
    return Map.of(
        "diff_independent_newcombe", ComparisonAdapters::newcombe,
        "mcnemar", ComparisonAdapters::mcnemar,
        "paired_diff_ci", ComparisonAdapters::pairedDifference,
        "clustered_se_mean", ComparisonAdapters::clusteredMean,
        "clustered_se_paired_diff", ComparisonAdapters::clusteredDifference,
        "paired_bootstrap_percentile_diff", ComparisonAdapters::bootstrap,
        "paired_randomisation_macro_f1", ComparisonAdapters::randomisation,
        "cochran_q", ComparisonAdapters::cochran,
        "p_adjust", ComparisonAdapters::adjust);
  }

  private static Answers newcombe(Inputs in) {
    IndependentComparison pair =
        new IndependentComparison(in.whole("x1"), in.whole("n1"), in.whole("x2"), in.whole("n2"));
    return new Answers()
        .put("diff", pair::difference)
        .interval("", () -> pair.newcombe(in.real("alpha")));
  }

  private static PairedComparison pairs(Inputs in) {
    return PairedComparison.of(
        in.whole("both_right"), in.whole("a_only"), in.whole("b_only"), in.whole("both_wrong"));
  }

  private static Answers mcnemar(Inputs in) {
    McNemar test = pairs(in).mcnemar();
    return new Answers()
        .put("p_exact", test::exact)
        .put("p_mid", test::mid)
        .put("chi2", test::chiSquare)
        .put("p_chi2", test::chiSquareP)
        .put("chi2_cc", test::correctedChiSquare)
        .put("p_chi2_cc", test::correctedChiSquareP);
  }

  private static Answers pairedDifference(Inputs in) {
    PairedComparison pairs = pairs(in);
    double alpha = in.real("alpha");
    return new Answers()
        .put("diff", pairs::difference)
        .interval("wald", () -> pairs.wald(alpha))
        .interval("bonett_price", () -> pairs.bonettPrice(alpha))
        .interval("newcombe10", () -> pairs.newcombe10(alpha))
        .interval("tango", () -> pairs.tango(alpha));
  }

  private static Answers clusteredMean(Inputs in) {
    ClusteredMean mean = ClusteredMean.of(in.reals("scores"), in.texts("cluster"));
    return clustered(mean).put("mean", mean::mean);
  }

  private static Answers clusteredDifference(Inputs in) {
    ClusteredMean mean =
        ClusteredMean.ofDifferences(
            in.reals("scores_a"), in.reals("scores_b"), in.texts("cluster"));
    return clustered(mean)
        .put("mean_diff", mean::mean)
        .interval("ci_t", () -> mean.interval(in.real("alpha")));
  }

  private static Answers clustered(ClusteredMean mean) {
    return new Answers()
        .put("se_iid", mean::standardErrorIndependent)
        .put("se_cluster_cr0", mean::standardErrorCr0)
        .put("se_cluster_cr1", mean::standardErrorCr1)
        .put("df", mean::degreesOfFreedom);
  }

  private static Answers bootstrap(Inputs in) {
    PairedBootstrap bootstrap =
        PairedBootstrap.of(in.whole("a_only"), in.whole("b_only"), in.whole("n"), in.real("alpha"));
    return new Answers()
        .put("diff", bootstrap::difference)
        .interval("", bootstrap::interval)
        .put("prob_le_zero", bootstrap::probabilityAtMostZero);
  }

  private static Answers randomisation(Inputs in) {
    List<String> labels = in.texts("labels");
    int[] gold = in.positions("gold", labels);
    int[] a = in.positions("pred_a", labels);
    int[] b = in.positions("pred_b", labels);
    List<PairedMacroF1.Row> rows = new ArrayList<>();
    for (int i = 0; i < gold.length; i++) {
      rows.add(new PairedMacroF1.Row(gold[i], a[i], b[i], 1));
    }
    PairedMacroF1 pair = PairedMacroF1.of(labels.size(), rows);
    return new Answers()
        .put("macro_f1_a", pair::macroF1OfA)
        .put("macro_f1_b", pair::macroF1OfB)
        .put("diff", pair::difference)
        .put("p_exact", () -> pair.randomisationP(SWAPS, SEED));
  }

  private static Answers cochran(Inputs in) {
    CochranQ test = CochranQ.of(in.intRows("correct"));
    return new Answers().put("q", test::q).put("df", test::degreesOfFreedom).put("p", test::p);
  }

  private static Answers adjust(Inputs in) {
    double[] p = in.reals("p");
    return new Answers()
        .put("bonferroni", () -> Multiplicity.bonferroni(p))
        .put("holm", () -> Multiplicity.holm(p))
        .put("hochberg", () -> Multiplicity.hochberg(p))
        .put("bh", () -> Multiplicity.bh(p))
        .put("by", () -> Multiplicity.by(p))
        .family(
            "bh_rejected_at_(.+)", m -> Multiplicity.bhRejected(p, Double.parseDouble(m.group(1))))
        .family(
            "holm_rejected_at_(.+)",
            m -> Multiplicity.holmRejected(p, Double.parseDouble(m.group(1))));
  }
}
