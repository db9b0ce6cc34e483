package io.assay.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.label.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectedAccuracyTest {
  private static final List<String> LABELS = List.of("a", "b");

  /** 40 gold posts, 300 with the LLM's label, 1,200 in the frame, 830 of them labelled. */
  private static Counts counts() {
    return new Counts("rules")
        .labelled("a", "a", "a", null, 18)
        .labelled("b", "a", "a", null, 3)
        .labelled("a", "b", "a", null, 2)
        .labelled("b", "b", "a", null, 7)
        .unlabelled("a", "a", Status.ABSTAINED, 10)
        .labelled(null, "a", "a", null, 150)
        .labelled(null, "b", "a", null, 50)
        .unlabelled(null, "a", Status.ABSTAINED, 60)
        .labelled(null, null, "a", null, 600)
        .unlabelled(null, null, Status.ABSTAINED, 300);
  }

  @Test
  void manyLlmLabelsCorrectWhatLittleGoldSays() {
    EvaluationRow corrected = accuracy(counts(), false, "ps+");
    assertThat(corrected.reference()).isEqualTo("gold+llm");
    assertThat(corrected.primary()).isTrue();
    assertThat(corrected.n()).isEqualTo(30);
    assertThat(corrected.value()).isCloseTo(0.4802047389003911, within(1e-12));
    assertThat(corrected.lower()).isCloseTo(0.38464239801401134, within(1e-12));
    assertThat(corrected.upper()).isCloseTo(0.5810780561036114, within(1e-12));
    EvaluationRow gold = accuracy(counts(), false, "wilson");
    assertThat(gold.primary()).as("stands beside it").isFalse();
    assertThat(gold.value()).isEqualTo(0.5);
  }

  @Test
  void goldAloneLeadsWhereItOutnumbersTheLlmsLabels() {
    Counts counts = counts().labelled("a", null, "a", null, 261);
    assertThat(rows(counts, false)).noneMatch(row -> row.method().equals("ps+"));
    assertThat(accuracy(counts, false, "wilson").primary()).isTrue();
  }

  /** The LLM agrees with itself: its labels say nothing of its own accuracy. */
  @Test
  void anLlmIsMeasuredByGoldAlone() {
    assertThat(rows(counts(), true)).noneMatch(row -> row.method().equals("ps+"));
  }

  @Test
  void goldAloneLeadsWhereNearlyAllWeightIsInOneCell() {
    Counts counts =
        new Counts("rules")
            .labelled("a", "a", "a", null, 28)
            .labelled("b", "b", "a", null, 2)
            .labelled(null, "a", "a", null, 300)
            .labelled(null, "b", "a", null, 20);
    EvaluationRow corrected = accuracy(counts, false, "ps+");
    assertThat(corrected.warnings()).contains("one-heavy-cell");
    assertThat(corrected.primary()).isFalse();
    assertThat(accuracy(counts, false, "wilson").primary()).isTrue();
  }

  private static EvaluationRow accuracy(Counts counts, boolean sampled, String method) {
    return rows(counts, sampled).stream()
        .filter(row -> row.method().equals(method))
        .reduce((a, b) -> null)
        .orElseThrow();
  }

  private static List<EvaluationRow> rows(Counts counts, boolean sampled) {
    return LabelerEvaluation.of("rules", LABELS, counts.table(), sampled, List.of()).stream()
        .filter(row -> row.metric().equals("accuracy") && row.slice().equals("all"))
        .toList();
  }
}
