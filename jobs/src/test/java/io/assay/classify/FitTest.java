package io.assay.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {
  @ParameterizedTest
  @CsvSource({
    "0.80, 0.75, 400, 0.4, BALANCED",
    "0.90, 0.75, 400, 0.4, OVERFIT",
    "0.90, 0.75, 20, 0.4, BALANCED", // two standard errors are 0.19
    "0.44, 0.40, 400, 0.4, UNDERFIT",
    "0.90, 0.75, 14, 0.4, UNKNOWN",
    "0.44, 0.00, 0, 0.4, UNDERFIT",
    "1.00, 0.00, 0, 0.4, UNKNOWN"
  })
  void followsTheStatedRule(double train, double tune, long posts, double majority, Fit fit) {
    assertThat(Fit.of(new Quality(1_000, train, 0), new Quality(posts, tune, 0), majority))
        .isEqualTo(fit);
  }
}
