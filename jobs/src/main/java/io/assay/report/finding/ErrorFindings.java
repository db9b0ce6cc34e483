package io.assay.report.finding;

import io.assay.eval.Confusions;
import io.assay.eval.Count;
import io.assay.eval.CountTable;
import io.assay.eval.Fit;
import io.assay.eval.Pattern;
import io.assay.eval.SliceTests;
import io.assay.report.model.Diagnosis;
import io.assay.report.model.LabelerInfo;
import io.assay.report.model.ReportModel;
import io.assay.report.wording.Figures;
import io.assay.report.wording.Prose;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Where and with whom each labeler errs. */
public final class ErrorFindings {
  private static final int SLICES = 15;
  private static final int CONFUSIONS = 3;
  private static final int BUCKETS = 12;
  private static final int EXAMPLES = 2;

  private final List<String> labelers;
  private final List<String> labels;
  private final Diagnosis diagnosis;
  private final double bar;

  private ErrorFindings(ReportModel model) {
    this.labelers = model.labelers().stream().map(LabelerInfo::name).toList();
    this.labels = List.copyOf(model.labels().keySet());
    this.diagnosis = model.diagnosis();
    this.bar = model.decision().bar().atLeast();
  }

  /** The findings of a run; those without rows have nothing to tell. */
  public static List<Finding> of(ReportModel model) {
    ErrorFindings findings = new ErrorFindings(model);
    return List.of(
        findings.slices(),
        findings.confusions(),
        findings.together(),
        RuleFinding.of(model.diagnosis().rules()),
        findings.fit());
  }

  private Finding slices() {
    Finding.Builder finding =
        Finding.of(
            "slices",
            "Where tools are worse than elsewhere",
            "Labeler, Slice, #Accuracy there, #Gold posts, #Against the rest, #95 %, #Adjusted p, Worse there");
    SliceTests.of(labelers, diagnosis.counts()).stream()
        .limit(SLICES)
        .forEach(
            slice ->
                finding.row(
                    slice.labeler(),
                    slice.slice().replace('=', ' '),
                    Figures.percent((double) slice.right() / slice.n()),
                    Figures.count(slice.n()),
                    Figures.points(slice.difference()),
                    Figures.points(slice.interval().lower())
                        + " to "
                        + Figures.points(slice.interval().upper()),
                    Figures.pValue(slice.adjusted()),
                    slice.isBelowTheRest() ? "yes" : "not shown"));
    return finding.with(
        "The worst first. Differences are in percentage points; Fisher's exact test, adjusted over all slices of all labelers so that at most 5 % of the claims are false (Benjamini-Hochberg). Slices need 15 gold posts in and outside of them.");
  }

  private Finding confusions() {
    Finding.Builder finding =
        Finding.of(
            "confusions",
            "What is taken for what",
            "Labeler, Gold, Taken for, #Posts, #Of all with this gold label");
    for (String labeler : labelers) {
      Confusions.pairs(gold(labeler, Part.TEST), labels).stream()
          .limit(CONFUSIONS)
          .forEach(
              pair ->
                  finding.row(
                      labeler,
                      pair.gold(),
                      pair.predicted(),
                      Figures.count(pair.n()),
                      Figures.percent((double) pair.n() / pair.ofGold())));
    }
    return finding.with(
        "The three most frequent confusions of each labeler, on gold of part test.");
  }

  private Finding together() {
    Finding.Builder finding =
        Finding.of(
            "together",
            "Who errs together",
            "Wrong, Gold, #Posts of test, #Posts of tune, Examples of tune");
    List<Pattern> erring = new ArrayList<>(diagnosis.patterns());
    erring.removeIf(p -> p.wrong().isEmpty() || !p.part().equals(Part.TEST.key()));
    erring.sort(Comparator.comparingLong(Pattern::n).reversed());
    for (Pattern pattern : erring.subList(0, Math.min(BUCKETS, erring.size()))) {
      List<Pattern> like =
          diagnosis.patterns().stream()
              .filter(p -> p.part().equals(Part.TUNE.key()))
              .filter(p -> p.wrong().equals(pattern.wrong()) && p.gold().equals(pattern.gold()))
              .toList();
      finding.row(
          wrong(pattern),
          pattern.gold(),
          Figures.count(pattern.n()),
          Figures.count(like.stream().mapToLong(Pattern::n).sum()),
          like.stream()
              .flatMap(p -> p.examples().stream())
              .limit(EXAMPLES)
              .map(id -> "“" + diagnosis.texts().getOrDefault(id, id) + "”")
              .collect(Collectors.joining(" ")));
    }
    return finding.with(
        "Gold posts by the tools that did not get them right, an abstention counted as such, the most frequent first. The examples are from part tune: those of test stay unread, or the next look is spoiled.");
  }

  private String wrong(Pattern pattern) {
    boolean all = pattern.wrong().size() + pattern.absent().size() == labelers.size();
    return all ? "all that were asked" : Prose.list(pattern.wrong());
  }

  private Finding fit() {
    Finding.Builder finding =
        Finding.of(
            "fit", "Over- and underfitting", "Labeler, #Train, #Tune, #Calibrate, #Test, Reading");
    for (String labeler : labelers) {
      CountTable train = gold(labeler, Part.TRAIN);
      if (train.n() > 0) {
        finding.row(
            labeler,
            accuracy(train),
            accuracy(gold(labeler, Part.TUNE)),
            accuracy(gold(labeler, Part.CALIBRATE)),
            accuracy(gold(labeler, Part.TEST)),
            Fit.of(train, gold(labeler, Part.TEST), bar).sentence());
      }
    }
    return finding.with(
        "Accuracy on the parts that were learned from beside that on the others. A tool that learns nothing should show the same on all.");
  }

  private CountTable gold(String labeler, Part part) {
    return diagnosis.counts().of(labeler).in(part).withGold();
  }

  private static String accuracy(CountTable gold) {
    return gold.n() == 0 ? "no gold" : Figures.percent((double) gold.n(Count::right) / gold.n());
  }
}
