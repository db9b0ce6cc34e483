package io.assay.eval;

import io.assay.sample.Part;
import io.assay.stats.Agreement;
import io.assay.stats.Binomial;
import io.assay.stats.Calibration;
import io.assay.stats.ConfusionTable;
import io.assay.stats.Estimate;
import io.assay.stats.Interval;
import io.assay.stats.MacroF1;
import io.assay.stats.SelectivePrediction;
import io.assay.stats.Warnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is measured of one labeler. Accuracy is measured on all gold of the frame, and where the
 * reference LLM labelled more posts than people did, on both together; a labeler that was asked
 * about a sample only, such as an LLM, on the gold posts of that sample.
 */
public final class LabelerEvaluation {
  /** Two-sided error probability of the intervals that are shown. */
  public static final double ALPHA = 0.05;

  private static final String GOLD = "gold";
  private static final String LLM = "llm";
  private static final String GOLD_AND_LLM = "gold+llm";
  private static final int BINS = 10;

  private final String labeler;
  private final List<String> labels;
  private final CountTable all;
  private final CountTable frame;
  private final List<EvaluationRow> rows = new ArrayList<>();

  private LabelerEvaluation(String labeler, List<String> labels, CountTable table) {
    this.labeler = labeler;
    this.labels = labels;
    this.all = table.of(labeler);
    this.frame = all.in(Part.TEST);
  }

  /**
   * The evaluation rows of a labeler.
   *
   * @param labels of the task, in its order
   * @param sampled whether it was asked about a sample of the posts only
   */
  public static List<EvaluationRow> of(
      String labeler, List<String> labels, CountTable table, boolean sampled) {
    LabelerEvaluation evaluation = new LabelerEvaluation(labeler, labels, table);
    evaluation.coverage(sampled);
    evaluation.accuracies(sampled);
    evaluation.perLabel();
    // An LLM is held against gold only: the reference agrees with itself, and says nothing by it.
    if (!sampled) {
      evaluation.agreement();
    }
    evaluation.confidence();
    evaluation.parts();
    return evaluation.rows;
  }

  private void coverage(boolean sampled) {
    long labelled = frame.n(Count::labelled);
    Estimate estimate =
        sampled
            ? Binomial.wilsonEstimate(labelled, frame.n(), ALPHA)
            : census(Binomial.proportion(labelled, frame.n()), frame.n());
    add(GOLD, "coverage", "all", estimate);
  }

  private void accuracies(boolean sampled) {
    CountTable gold = frame.withGold();
    // An LLM agrees with itself, so its labels correct nothing of its own.
    Optional<Estimate> corrected = sampled ? Optional.empty() : CorrectedAccuracy.of(frame, ALPHA);
    boolean leads = corrected.filter(CorrectedAccuracy::leads).isPresent();
    corrected.ifPresent(estimate -> add(GOLD_AND_LLM, "accuracy", "all", estimate, leads));
    add(GOLD, "accuracy", "all", accuracy(gold), !leads);
    CountTable labelled = gold.where(Count::labelled);
    add(GOLD, "selective_accuracy", "all", accuracy(labelled));
    for (String slice : slices(gold)) {
      add(
          GOLD,
          "accuracy",
          slice,
          accuracy(gold.where(c -> Stratum.slices(c.stratum()).contains(slice))));
    }
  }

  private void perLabel() {
    CountTable gold = frame.withGold();
    ConfusionTable table = confusion(gold, labels);
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      Predicate<Count> said = c -> label.equals(c.predicted());
      Predicate<Count> is = c -> label.equals(c.gold());
      String slice = "label=" + label;
      long right = gold.n(said.and(is));
      add(GOLD, "precision", slice, proportion(right, gold.n(said)));
      add(GOLD, "recall", slice, proportion(right, gold.n(is)));
      add(GOLD, "f1", slice, pointOnly(table.f1(i), "f1", gold.n(said.or(is))));
    }
    MacroF1 macro = MacroF1.of(table);
    add(GOLD, "macro_f1", "all", macro.estimate(ALPHA).atGoldFloors(gold.n()));
  }

  private void agreement() {
    CountTable both = frame.withLlm();
    if (both.n() == 0) {
      return;
    }
    Estimate agreement = Binomial.wilsonEstimate(both.n(Count::agrees), both.n(), ALPHA);
    add(LLM, "agreement_with_llm", "all", agreement);
    CountTable labelled = both.where(Count::labelled);
    Agreement kappa = Agreement.of(table(labelled, labels, c -> labels.indexOf(c.llm())));
    add(LLM, "kappa_with_llm", "all", kappa.kappaEstimate(ALPHA));
  }

  /** Confidences are hundredths here, taken at their middle. */
  private void confidence() {
    CountTable known = frame.withGold().where(c -> c.labelled() && c.confidenceBin() != null);
    int n = (int) Math.min(known.n(), Integer.MAX_VALUE);
    if (n == 0) {
      return;
    }
    double[] confidence = new double[n];
    double[] right = new double[n];
    double[] wrong = new double[n];
    int next = 0;
    for (Count count : known.rows()) {
      for (long i = 0; i < count.n(); i++) {
        confidence[next] = bin(count.confidenceBin());
        right[next] = count.right() ? 1 : 0;
        wrong[next] = 1 - right[next];
        next++;
      }
    }
    Calibration calibration = Calibration.of(confidence, right);
    add(GOLD, "brier", "all", pointOnly(calibration.brier(), "brier", n));
    add(GOLD, "calibration_error", "all", calibrationError(calibration, n));
    double augrc = SelectivePrediction.of(confidence, wrong).augrc();
    add(GOLD, "augrc", "all", pointOnly(augrc, "augrc", n));
  }

  private static double bin(@Nullable Integer bin) {
    return bin == null ? Double.NaN : (bin + 0.5) / 100;
  }

  /** Each bin needs two posts; ties stay whole, as counts hold right and wrong ones apart. */
  private static Estimate calibrationError(Calibration calibration, int n) {
    String method = "debiased-l2";
    return n < 2 * BINS
        ? Estimate.undefined(ALPHA, method, n, Warnings.TOO_FEW_GOLD)
        : pointOnly(
            Math.sqrt(Math.max(0, calibration.debiasedSquaredErrorOfWholeTies(BINS))), method, n);
  }

  private void parts() {
    for (Part part : List.of(Part.TRAIN, Part.TUNE, Part.CALIBRATE)) {
      CountTable gold = all.in(part).withGold();
      if (gold.n() > 0) {
        add(GOLD, "accuracy", "part=" + part.key(), accuracy(gold));
      }
    }
  }

  private static Iterable<String> slices(CountTable table) {
    TreeSet<String> slices = new TreeSet<>();
    table.rows().forEach(c -> slices.addAll(Stratum.slices(c.stratum())));
    return slices;
  }

  private static Estimate accuracy(CountTable table) {
    return proportion(table.n(Count::right), table.n());
  }

  private static Estimate proportion(long x, long n) {
    return Binomial.wilsonEstimate(x, n, ALPHA).atGoldFloors(n);
  }

  private static Estimate census(double value, long n) {
    return pointOnly(value, "census", n);
  }

  private static Estimate pointOnly(double value, String method, long n) {
    return Double.isNaN(value)
        ? Estimate.undefined(ALPHA, method, n, n == 0 ? Warnings.NO_DATA : Warnings.UNDEFINED)
        : Estimate.of(value, Interval.UNDEFINED, ALPHA, method, n);
  }

  private static ConfusionTable confusion(CountTable gold, List<String> labels) {
    long[] unanswered = new long[labels.size()];
    gold.where(c -> !c.labelled())
        .rows()
        .forEach(c -> unanswered[labels.indexOf(c.gold())] += c.n());
    long[][] counts = table(gold.where(Count::labelled), labels, c -> labels.indexOf(c.gold()));
    return ConfusionTable.of(labels, counts, unanswered);
  }

  /** Reference label by predicted label. */
  private static long[][] table(
      CountTable labelled, List<String> labels, java.util.function.ToIntFunction<Count> reference) {
    long[][] counts = new long[labels.size()][labels.size()];
    labelled
        .rows()
        .forEach(c -> counts[reference.applyAsInt(c)][labels.indexOf(c.predicted())] += c.n());
    return counts;
  }

  private void add(String reference, String metric, String slice, Estimate e) {
    add(reference, metric, slice, e, true);
  }

  private void add(String reference, String metric, String slice, Estimate e, boolean primary) {
    rows.add(
        new EvaluationRow(
            labeler,
            reference,
            metric,
            slice,
            e.method(),
            orNull(e.value()),
            orNull(e.lower()),
            orNull(e.upper()),
            e.level(),
            e.n(),
            e.nEffective() == e.n() ? null : orNull(e.nEffective()),
            primary,
            e.warnings()));
  }

  private static @Nullable Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
