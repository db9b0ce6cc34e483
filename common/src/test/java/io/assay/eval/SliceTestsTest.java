package io.assay.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTestsTest {
  /**
   * Right on 18 of 20 German posts, 60 of 80 English; on 3 of 20 short ones, 75 of 80 long ones.
   */
  private static CountTable table() {
    return new Counts("tool")
        .stratum("lang=de|length=short")
        .labelled("a", null, "a", null, 3)
        .labelled("a", null, "b", null, 2)
        .stratum("lang=en|length=short")
        .labelled("a", null, "b", null, 15)
        .stratum("lang=de|length=long")
        .labelled("a", null, "a", null, 15)
        .stratum("lang=en|length=long")
        .labelled("a", null, "a", null, 60)
        .labelled("b", null, "a", null, 5)
        .stratum("lang=fr|length=long")
        .labelled("a", null, "b", null, 14)
        .table();
  }

  private static final List<SliceTests.Tested> TESTED = SliceTests.of(List.of("tool"), table());

  @Test
  void theWorstSliceFirstAndBetterOnesLast() {
    assertThat(TESTED)
        .extracting(SliceTests.Tested::slice)
        .as("14 French posts are too few to test")
        .containsExactlyInAnyOrder("length=short", "length=long", "lang=de", "lang=en")
        .startsWith("length=short");
    SliceTests.Tested worst = TESTED.get(0);
    assertThat(worst.right()).isEqualTo(3);
    assertThat(worst.n()).isEqualTo(20);
    assertThat(worst.difference()).isCloseTo(3.0 / 20 - 75.0 / 94, within(1e-12));
    assertThat(worst.interval().upper()).isNegative();
    assertThat(worst.isBelowTheRest()).isTrue();
  }

  @Test
  void manyLooksArePaidFor() {
    assertThat(TESTED).allMatch(tested -> tested.adjusted() >= tested.p());
    assertThat(TESTED.subList(1, 4))
        .as("better slices")
        .noneMatch(SliceTests.Tested::isBelowTheRest)
        .allMatch(tested -> tested.difference() > 0);
  }

  @Test
  void onlySlicesBelowTheRestAreMarked() {
    List<EvaluationRow> rows =
        SliceTests.marked(
            LabelerEvaluation.of("tool", List.of("a", "b"), table(), false, List.of()), TESTED);
    assertThat(rows)
        .filteredOn(row -> row.warnings().contains(SliceTests.BELOW_THE_REST))
        .extracting(EvaluationRow::slice)
        .containsExactly("length=short");
  }
}
