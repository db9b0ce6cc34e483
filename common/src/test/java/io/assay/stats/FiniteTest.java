package io.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiniteTest {
  @Test
  void oneValueThatIsNoNumberSpoilsAll() {
    assertThat(Finite.all(new double[] {1, Double.NaN, 2})).isFalse();
    assertThat(Finite.all(new double[] {1, 2, Double.NEGATIVE_INFINITY})).isFalse();
  }

  @Test
  void theLargestNumbersAreNumbers() {
    assertThat(Finite.all(new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, 0})).isTrue();
    assertThat(Finite.all(new double[0])).isTrue();
  }
}
