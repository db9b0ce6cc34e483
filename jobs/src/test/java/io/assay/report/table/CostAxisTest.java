package io.assay.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostAxisTest {
  @Test
  void positionsArePowersOfTenWithinTheEnds() {
    CostAxis axis = CostAxis.of(List.of(10.5, 135.0, 1130.0));

    assertThat(axis.position(135)).isCloseTo(2.1303, within(1e-4));
    assertThat(axis.min()).isLessThan(axis.position(10.5));
    assertThat(axis.max()).isGreaterThan(axis.position(1130));
    assertThat(axis.ticks())
        .extracting(CostAxis.Tick::label)
        .containsExactly("$10", "$20", "$50", "$100", "$200", "$500", "$1,000");
  }

  @Test
  void whatIsFreeHasAPlaceOfItsOwnLeftOfAllElse() {
    CostAxis axis = CostAxis.of(List.of(0.0, 120.0, 900.0));

    assertThat(axis.ticks().get(0).label()).isEqualTo("$0");
    assertThat(axis.position(0)).isEqualTo(axis.free()).isLessThan(axis.position(120));
    assertThat(axis.position(0.00001)).isEqualTo(axis.free());
    assertThat(axis.min()).isLessThan(axis.free());
  }

  @Test
  void nothingButFree() {
    CostAxis axis = CostAxis.of(List.of(0.0, 0.0));

    assertThat(axis.ticks()).containsExactly(new CostAxis.Tick(0, "$0"));
    assertThat(axis.position(0)).isBetween(axis.min(), axis.max());
  }

  @Test
  void oneCostAloneStillHasAWidth() {
    CostAxis axis = CostAxis.of(List.of(123.0));

    assertThat(axis.max() - axis.min()).isGreaterThan(0.5);
    assertThat(axis.position(123)).isBetween(axis.min(), axis.max());
    assertThat(axis.ticks()).isNotEmpty();
  }

  @Test
  void manyDecadesShowFewTicks() {
    CostAxis axis = CostAxis.of(List.of(0.001, 1_000_000.0));

    assertThat(axis.ticks())
        .extracting(CostAxis.Tick::label)
        .containsExactly("$0.01", "$1", "$100", "$10,000", "$1,000,000");
  }
}
