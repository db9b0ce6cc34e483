package io.assay.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.eval.Annotators.Votes;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnnotatorsTest {
  private static final List<String> LABELS = List.of("a", "b");

  @Test
  void agreementOfPairsByHand() {
    List<EvaluationRow> rows =
        Annotators.ofPeople(
            List.of(
                new Votes(List.of("a", "a"), 40),
                new Votes(List.of("b", "b"), 40),
                new Votes(List.of("a", "b"), 20)),
            LABELS);
    assertThat(rows).allMatch(row -> row.labeler().equals(Annotators.PEOPLE) && row.n() == 100);
    assertThat(value(rows, "agreement")).isEqualTo(0.8);
    assertThat(value(rows, "kappa")).isCloseTo((0.8 - 0.5) / 0.5, within(1e-12));
    assertThat(value(rows, "ac1")).isCloseTo((0.8 - 0.5) / 0.5, within(1e-12));
    // D_o = 40/200, D_e = 2·100·100/(200·199).
    assertThat(value(rows, "alpha")).isCloseTo(1 - 0.2 * 199 / 100, within(1e-12));
  }

  @Test
  void onePersonAPostSaysNothing() {
    assertThat(Annotators.ofPeople(List.of(new Votes(List.of("a"), 50)), LABELS)).isEmpty();
    assertThat(Annotators.ofPeople(List.of(), LABELS)).isEmpty();
  }

  @Test
  void anLlmThatWasAskedAgainIsHeldAgainstItself() {
    List<EvaluationRow> rows =
        Annotators.ofRepeats(
            "llm",
            List.of(
                new Votes(List.of("a", "a", "a"), 16),
                new Votes(List.of("a", "a", "b"), 3),
                new Votes(List.of(Annotators.NO_LABEL, "b", "b"), 1)),
            LABELS);
    assertThat(rows).allMatch(row -> row.labeler().equals("llm") && row.reference().equals("llm"));
    // Of three pairs of askings one agrees where one answer differs.
    assertThat(value(rows, "agreement_with_itself")).isCloseTo((16 + 4 / 3.0) / 20, within(1e-12));
    assertThat(value(rows, "always_the_same")).isEqualTo(0.8);
    assertThat(rows).extracting(EvaluationRow::metric).contains("kappa_with_itself");
    assertThat(Annotators.ofRepeats("llm", List.of(), LABELS)).isEmpty();
  }

  private static double value(List<EvaluationRow> rows, String metric) {
    return rows.stream()
        .filter(row -> row.metric().equals(metric))
        .map(row -> Objects.requireNonNull(row.value()))
        .findFirst()
        .orElseThrow();
  }
}
