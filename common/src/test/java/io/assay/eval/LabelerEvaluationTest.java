package io.assay.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.assay.label.Status;
import io.assay.sample.Part;
import io.assay.stats.Estimate;
import io.assay.stats.stratified.StratifiedAccuracy;
import io.assay.stats.stratified.StratumSample;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelerEvaluationTest {
  /** {@code c} is only ever predicted, {@code d} is nowhere. */
  private static final List<String> LABELS = List.of("a", "b", "c", "d");

  /** 25 gold posts of 100 in the frame: 16 right, 3 wrong, 4 abstained, 2 failed. */
  private static Counts rules() {
    return new Counts("rules")
        .stratum("has_hashtag=true|lang=en")
        .labelled("a", null, "a", 90, 10)
        .labelled("a", null, "b", 60, 2)
        .stratum("has_hashtag=false|lang=en")
        .unlabelled("a", null, Status.ABSTAINED, 4)
        .stratum("has_hashtag=false|lang=de")
        .labelled("b", null, "b", 80, 6)
        .unlabelled("b", null, Status.FAILED, 2)
        .stratum("has_hashtag=true|lang=de")
        .labelled("b", null, "c", 50, 1)
        .labelled(null, null, "a", null, 70)
        .unlabelled(null, null, Status.ABSTAINED, 5);
  }

  private static List<EvaluationRow> evaluated(Counts counts) {
    return LabelerEvaluation.of("rules", LABELS, counts.table(), false, List.of());
  }

  private static EvaluationRow row(List<EvaluationRow> rows, String metric, String slice) {
    List<EvaluationRow> found =
        rows.stream().filter(r -> r.metric().equals(metric) && r.slice().equals(slice)).toList();
    assertThat(found).as("%s of %s", metric, slice).hasSize(1);
    return found.get(0);
  }

  private static double value(EvaluationRow row) {
    return Objects.requireNonNull(row.value());
  }

  @Test
  void abstentionsAndFailuresCountAgainstAccuracy() {
    EvaluationRow accuracy = row(evaluated(rules()), "accuracy", "all");
    assertThat(accuracy.value()).isEqualTo(16.0 / 25);
    assertThat(accuracy.n()).isEqualTo(25);
    assertThat(accuracy.lower()).isCloseTo(0.4451849775, within(1e-9));
    assertThat(accuracy.upper()).isCloseTo(0.7975211923, within(1e-9));
    assertThat(accuracy.level()).isEqualTo(0.95);
    assertThat(accuracy.method()).isEqualTo("wilson");
    assertThat(accuracy.reference()).isEqualTo("gold");
    assertThat(accuracy.nEffective()).as("nothing is weighted").isNull();
    assertThat(accuracy.warnings()).containsExactly("exploratory");
  }

  @Test
  void selectiveAccuracyIsOverLabelledPosts() {
    EvaluationRow selective = row(evaluated(rules()), "selective_accuracy", "all");
    assertThat(selective.value()).isEqualTo(16.0 / 19);
    assertThat(selective.n()).isEqualTo(19);
  }

  @Test
  void coverageOfALabelerThatSawEveryPostIsACensus() {
    EvaluationRow coverage = row(evaluated(rules()), "coverage", "all");
    assertThat(coverage.value()).isEqualTo(0.89);
    assertThat(coverage.method()).isEqualTo("census");
    assertThat(coverage.lower()).isNull();
    assertThat(coverage.upper()).isNull();
    assertThat(coverage.n()).isEqualTo(100);
  }

  @Test
  void coverageOfASampledLabelerIsAnEstimate() {
    Counts llm =
        new Counts("rules")
            .labelled("a", "a", "a", null, 36)
            .unlabelled("b", null, Status.FAILED, 4);
    List<EvaluationRow> rows = LabelerEvaluation.of("rules", LABELS, llm.table(), true, List.of());
    EvaluationRow coverage = row(rows, "coverage", "all");
    assertThat(coverage.value()).isEqualTo(0.9);
    assertThat(coverage.method()).isEqualTo("wilson");
    assertThat(coverage.lower()).isCloseTo(0.7694822477, within(1e-9));
    assertThat(coverage.upper()).isCloseTo(0.9604204713, within(1e-9));
    assertThat(row(rows, "accuracy", "all").value()).isEqualTo(0.9);
  }

  @ParameterizedTest
  @CsvSource({
    "precision, a, 1, 10", "recall, a, 0.625, 16", "f1, a, 0.769230769231, 16",
    "precision, b, 0.75, 8", "recall, b, 0.666666666667, 9", "f1, b, 0.705882352941, 11",
    "precision, c, 0, 1", "f1, c, 0, 1",
  })
  void metricsOfALabel(String metric, String label, double value, long n) {
    EvaluationRow row = row(evaluated(rules()), metric, "label=" + label);
    assertThat(value(row)).isCloseTo(value, within(1e-12));
    assertThat(row.n()).isEqualTo(n);
  }

  @ParameterizedTest
  @CsvSource({
    "recall, label=c, no-data",
    "precision, label=d, no-data",
    "recall, label=d, no-data",
    "f1, label=d, no-data",
  })
  void whatIsUndefinedIsNullWithTheReason(String metric, String slice, String warning) {
    EvaluationRow row = row(evaluated(rules()), metric, slice);
    assertThat(row.value()).isNull();
    assertThat(row.lower()).isNull();
    assertThat(row.upper()).isNull();
    assertThat(row.warnings()).contains(warning);
  }

  @Test
  void macroF1CountsALabelThatIsOnlyPredictedAndLeavesOutOneThatIsNowhere() {
    EvaluationRow macro = row(evaluated(rules()), "macro_f1", "all");
    assertThat(value(macro)).isCloseTo((20.0 / 26 + 12.0 / 17 + 0) / 3, within(1e-12));
    assertThat(macro.warnings()).contains("labels-left-out", "thin-class");
    assertThat(macro.lower()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "has_hashtag=true, 10, 13",
    "has_hashtag=false, 6, 12",
    "lang=en, 10, 16",
    "lang=de, 6, 9",
  })
  void slicesAreOfGoldOnly(String slice, double right, long n) {
    EvaluationRow row = row(evaluated(rules()), "accuracy", slice);
    assertThat(row.value()).isEqualTo(right / n);
    assertThat(row.n()).isEqualTo(n);
    assertThat(row.lower() == null).as("no interval under 15").isEqualTo(n < 15);
    assertThat(row.warnings()).containsExactly(n < 15 ? "too-few-gold" : "exploratory");
  }

  @ParameterizedTest
  @CsvSource({"14, too-few-gold", "15, exploratory", "29, exploratory", "30, ''"})
  void theFloorsOfGold(long n, String warning) {
    EvaluationRow row =
        row(evaluated(new Counts("rules").labelled("a", null, "a", null, n)), "accuracy", "all");
    assertThat(row.value()).isEqualTo(1);
    assertThat(row.lower() == null).isEqualTo(n < 15);
    assertThat(row.warnings()).isEqualTo(warning.isEmpty() ? List.of() : List.of(warning));
  }

  @Test
  void confidenceIsMeasuredOnLabelledGold() {
    List<EvaluationRow> rows = evaluated(rules());
    double brier = 10 * 0.095 * 0.095 + 2 * 0.605 * 0.605 + 6 * 0.195 * 0.195 + 0.505 * 0.505;
    assertThat(value(row(rows, "brier", "all"))).isCloseTo(brier / 19, within(1e-12));
    // No error among the 16 surest, then 2 in 2, then 1 in 1.
    assertThat(value(row(rows, "augrc", "all"))).isCloseTo(4.5 / 361, within(1e-12));
    EvaluationRow calibration = row(rows, "calibration_error", "all");
    assertThat(calibration.value()).as("under two posts a bin").isNull();
    assertThat(calibration.warnings()).containsExactly("too-few-gold");
  }

  @Test
  void rulesWithOneConfidenceAreNotMiscalibratedByTheOrderOfTheirCounts() {
    Counts right = new Counts("rules").labelled("a", null, "a", 74, 45);
    EvaluationRow row =
        row(evaluated(right.labelled("a", null, "b", 74, 15)), "calibration_error", "all");
    // Gap .745 against .75: less than the noise of .75 * .25 / 59.
    assertThat(row.value()).isEqualTo(0);
    assertThat(row.n()).isEqualTo(60);
  }

  @Test
  void calibrationErrorByHand() {
    Counts counts = new Counts("rules").labelled("a", null, "b", 89, 20);
    counts.labelled("a", null, "a", 89, 20).labelled("b", null, "b", 49, 20);
    EvaluationRow row = row(evaluated(counts), "calibration_error", "all");
    double sure = 0.395 * 0.395 - 0.25 / 39;
    double unsure = 0.505 * 0.505;
    assertThat(value(row)).isCloseTo(Math.sqrt((40 * sure + 20 * unsure) / 60), within(1e-12));
  }

  @Test
  void otherPartsAreForDiagnosisAndChangeNothing() {
    Counts counts = rules().in(Part.TRAIN).labelled("a", null, "a", 99, 18);
    counts.labelled("a", null, "b", 99, 2).in(Part.TUNE).labelled(null, null, "a", null, 9);
    List<EvaluationRow> rows = evaluated(counts);
    assertThat(row(rows, "accuracy", "part=train").value()).isEqualTo(0.9);
    assertThat(row(rows, "accuracy", "part=train").n()).isEqualTo(20);
    assertThat(rows).noneMatch(r -> r.slice().equals("part=tune"));
    assertThat(rows.stream().filter(r -> !r.slice().startsWith("part=")))
        .containsExactlyElementsOf(evaluated(rules()));
  }

  private static Counts judged() {
    return new Counts("rules")
        .labelled(null, "a", "a", null, 20)
        .labelled(null, "a", "b", null, 5)
        .labelled(null, "b", "b", null, 10)
        .unlabelled(null, "b", Status.ABSTAINED, 5);
  }

  @Test
  void agreementWithTheLlmIsNeverCalledAccuracy() {
    List<EvaluationRow> rows = evaluated(judged());
    EvaluationRow agreement = row(rows, "agreement_with_llm", "all");
    assertThat(agreement.value()).as("abstentions do not agree").isEqualTo(0.75);
    assertThat(agreement.n()).isEqualTo(40);
    assertThat(agreement.lower()).isCloseTo(0.5980603858, within(1e-9));
    EvaluationRow kappa = row(rows, "kappa_with_llm", "all");
    assertThat(value(kappa)).isCloseTo(400.0 / 575, within(1e-12));
    assertThat(kappa.n()).isEqualTo(35);
    assertThat(kappa.lower()).isNotNull();
    Stream<String> ofLlm =
        rows.stream().filter(r -> r.reference().equals("llm")).map(EvaluationRow::metric);
    assertThat(ofLlm).containsExactly("agreement_with_llm", "kappa_with_llm");
    assertThat(row(rows, "accuracy", "all").value()).as("no gold, no accuracy").isNull();
    assertThat(row(rows, "accuracy", "all").warnings()).contains("no-data");
  }

  /** 3,000 English posts of which 60 were asked, 1,000 German ones of which 40 were. */
  @Test
  void theStratifiedEstimateLeadsWhereTheLlmWasAskedByStrata() {
    Counts counts =
        new Counts("rules")
            .stratum("has_hashtag=true|lang=en")
            .weight(50)
            .labelled(null, "a", "a", null, 30)
            .stratum("has_hashtag=false|lang=en")
            .labelled(null, "a", "a", null, 24)
            .labelled(null, "a", "b", null, 6)
            .stratum("has_hashtag=false|lang=de")
            .weight(25)
            .labelled(null, "a", "a", null, 10)
            .labelled(null, "a", "b", null, 30);
    List<EvaluationRow> rows =
        LabelerEvaluation.of("rules", LABELS, counts.table(), false, List.of("lang")).stream()
            .filter(r -> r.metric().equals("agreement_with_llm"))
            .toList();
    Estimate expected =
        StratifiedAccuracy.of(
                List.of(new StratumSample(1000, 40, 10), new StratumSample(3000, 60, 54)))
            .estimate(0.05);
    assertThat(rows)
        .extracting(EvaluationRow::method, EvaluationRow::primary)
        .containsExactly(tuple("korn-graubard", true), tuple("wilson", false));
    assertThat(rows).allSatisfy(r -> assertThat(value(r)).isCloseTo(0.7375, within(1e-12)));
    assertThat(rows.get(0).lower()).isEqualTo(expected.lower());
    assertThat(rows.get(0).upper()).isEqualTo(expected.upper());
    assertThat(rows.get(0).lower()).isGreaterThan(Objects.requireNonNull(rows.get(1).lower()));
  }

  @Test
  void anLlmDoesNotAgreeWithItself() {
    assertThat(LabelerEvaluation.of("rules", LABELS, judged().table(), true, List.of()))
        .noneMatch(r -> r.reference().equals("llm"));
  }

  @Test
  void kappaOfOneLabelOnlyIsUndefined() {
    Counts counts = new Counts("rules").labelled(null, "a", "a", null, 30);
    EvaluationRow kappa = row(evaluated(counts), "kappa_with_llm", "all");
    assertThat(kappa.value()).isNull();
    assertThat(kappa.warnings()).containsExactly("undefined");
  }

  @Test
  void aLabelerWithoutPostsHasNoNumbers() {
    List<EvaluationRow> rows = evaluated(new Counts("other").labelled("a", null, "a", null, 50));
    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .allSatisfy(
            r -> {
              assertThat(r.value()).as(r.metric()).isNull();
              assertThat(r.n()).isZero();
              assertThat(r.warnings()).isNotEmpty();
            });
  }

  @Test
  void oneRowIsPrimaryForEachMetricAndSlice() {
    List<EvaluationRow> rows = evaluated(rules());
    assertThat(rows.stream().filter(EvaluationRow::primary).map(r -> r.metric() + r.slice()))
        .doesNotHaveDuplicates();
  }
}
