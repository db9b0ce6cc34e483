package io.assay.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.sample.Part;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {
  /** Right of 100 posts learned from, and right of 100 others, at a bar of 0.7. */
  @ParameterizedTest
  @CsvSource({
    "99, 70, OVERFIT",
    "80, 75, FINE",
    "55, 50, UNDERFIT",
    "60, 20, UNDERFIT",
    "70, 55, FINE",
  })
  void isReadFromTrainAndTest(long train, long test, Fit fit) {
    assertThat(Fit.of(gold(train, 100), gold(test, 100), 0.7)).isEqualTo(fit);
  }

  @ParameterizedTest
  @CsvSource({"14, 100", "100, 14"})
  void fewerThan15PostsTellNothing(long train, long test) {
    assertThat(Fit.of(gold(train, train), gold(0, test), 0.7)).isEqualTo(Fit.UNKNOWN);
  }

  private static CountTable gold(long right, long n) {
    return new Counts("tool")
        .in(Part.TRAIN)
        .labelled("a", null, "a", null, right)
        .labelled("a", null, "b", null, n - right)
        .table();
  }
}
