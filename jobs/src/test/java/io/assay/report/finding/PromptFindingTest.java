package io.assay.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.eval.ComparisonRow;
import io.assay.eval.EvaluationRow;
import io.assay.report.SampleRows;
import io.assay.report.table.Estimates;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptFindingTest {
  private static final List<String> PROMPTS = List.of("short", "long", "rude");

  private static Finding finding(ComparisonRow... rows) {
    Estimates estimates =
        new Estimates(
            List.of(
                accuracy("short", 0.60),
                accuracy("long", 0.75),
                accuracy("rude", 0.50),
                accuracy("regexes", 0.90)));
    return new PromptFinding(PROMPTS, List.of(rows), estimates, 0.05).finding();
  }

  @Test
  void thePromptThatIsBetterThanEveryOtherWins() {
    Finding finding =
        finding(
            pair("short", "long", -0.15, 0.01),
            pair("long", "rude", 0.25, 0.001),
            pair("short", "regexes", -0.3, 0.001));
    assertThat(finding.sentences().get(0))
        .isEqualTo("long wins, and the difference to every other prompt is real.");
    assertThat(finding.rows()).extracting(Finding.Row::first).containsExactly("long", "long");
    assertThat(finding.rows().get(0).others())
        .extracting(Finding.Value::text)
        .startsWith("short")
        .contains("yes");
  }

  @Test
  void aDifferenceThatMayBeChanceIsCalledSo() {
    Finding finding = finding(pair("short", "long", -0.15, 0.2), pair("long", "rude", 0.25, 0.001));
    assertThat(finding.sentences().get(0))
        .contains("long is right most often, but cannot be told from short on this gold");
  }

  @Test
  void onePromptHasNothingToBeComparedWith() {
    assertThat(finding(pair("short", "regexes", -0.3, 0.001)).any()).isFalse();
  }

  private static EvaluationRow accuracy(String labeler, double value) {
    return SampleRows.wilson(labeler, "accuracy", "all", value, 100, List.of());
  }

  private static ComparisonRow pair(String a, String b, double difference, double p) {
    return new ComparisonRow(
        a, b, "accuracy", difference, difference - 0.1, difference + 0.1, p, p, "mcnemar", 100);
  }
}
