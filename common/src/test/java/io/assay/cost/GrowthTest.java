package io.assay.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.cost.Growth.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
  @Test
  void whatWasNeverMeasuredIsNotKnown() {
    assertThat(new Growth(List.of()).at(1_000)).isEmpty();
  }

  @Test
  void oneSizeLeavesOpenWhetherAnythingGrows() {
    Range tenfold = new Growth(List.of(new Measured(1_000, 6))).at(10_000).orElseThrow();
    assertThat(tenfold.low()).isEqualTo(4);
    assertThat(tenfold.expected()).isCloseTo(6 * Math.sqrt(10), within(1e-9));
    assertThat(tenfold.high()).isEqualTo(90);
    Range same = new Growth(List.of(new Measured(1_000, 6))).at(1_000).orElseThrow();
    assertThat(same).isEqualTo(Range.measured(6));
    Range fewer = new Growth(List.of(new Measured(1_000, 6))).at(100).orElseThrow();
    assertThat(fewer.low()).isCloseTo(0.4, within(1e-9));
    assertThat(fewer.high()).isEqualTo(9);
  }

  @Test
  void twoSizesTellTheFixedPartFromTheOther() {
    Growth growth = new Growth(List.of(new Measured(1_000, 6), new Measured(11_000, 16)));
    Range far = growth.at(101_000).orElseThrow();
    assertThat(far.expected()).isCloseTo(106, within(1e-9));
    assertThat(far.high()).as("the line, or proportion").isCloseTo(159, within(1e-9));
    assertThat(growth.at(6_000).orElseThrow()).isEqualTo(Range.measured(11));
  }

  @Test
  void noPartOfTheLineIsBelowZero() {
    Growth falling = new Growth(List.of(new Measured(1_000, 6), new Measured(2_000, 4)));
    assertThat(falling.at(100_000).orElseThrow().expected()).isEqualTo(5);
    Growth steep = new Growth(List.of(new Measured(1_000, 1), new Measured(2_000, 4)));
    assertThat(steep.at(0).orElseThrow().expected()).isZero();
    assertThat(steep.at(1_000).orElseThrow().expected()).isCloseTo(1.8, within(1e-9));
  }

  @Test
  void aRangeIsInOrder() {
    assertThat(new Range(1, 2, 4).plus(Range.exactly(3)).times(2)).isEqualTo(new Range(8, 10, 14));
    assertThat(new Range(1, 2, 4).atMost(1.5)).isEqualTo(new Range(1, 1.5, 1.5));
    assertThat(new Range(1, 2, 4).contains(4.1)).isFalse();
    assertThatThrownBy(() -> new Range(2, 1, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Range.exactly(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
