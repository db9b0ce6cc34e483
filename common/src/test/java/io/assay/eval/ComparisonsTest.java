package io.assay.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
  /** a against b on 50 posts, b against c on 5, a against c on none. */
  private static CountTable table() {
    Counts ab =
        new Counts("a")
            .pair("b", "x", "x", "x", 30)
            .pair("b", "x", "x", null, 10)
            .pair("b", "x", "y", "x", 2)
            .pair("b", "x", null, null, 5)
            .pair("b", "x", "y", "y", 3);
    Counts bc = new Counts("b").pair("c", "x", "x", "y", 3).pair("c", "x", "x", "x", 2);
    Counts elsewhere = new Counts("a").in(Part.TRAIN).pair("c", "x", "x", "y", 40);
    List<Count> rows = new ArrayList<>(ab.table().rows());
    rows.addAll(bc.table().rows());
    rows.addAll(elsewhere.table().rows());
    return new CountTable(rows);
  }

  private static final List<ComparisonRow> ROWS = Comparisons.of(List.of("a", "b", "c"), table());

  @Test
  void everyPairInTheTasksOrder() {
    assertThat(ROWS).extracting(r -> r.labelerA() + r.labelerB()).containsExactly("ab", "ac", "bc");
    assertThat(Comparisons.of(List.of("a"), table())).isEmpty();
  }

  @Test
  void aPairByHand() {
    ComparisonRow row = ROWS.get(0);
    assertThat(row.n()).isEqualTo(50);
    assertThat(row.difference()).isEqualTo(0.16);
    assertThat(row.lower()).isCloseTo(0.0191586, within(1e-6));
    assertThat(row.upper()).isCloseTo(0.2885337, within(1e-6));
    // 12 discordant, 2 of them for b: 2 (1 + 12 + 66)/4096 - 66/4096.
    assertThat(row.pValue()).isCloseTo(92.0 / 4096, within(1e-12));
  }

  @Test
  void holmCountsThePairsThatHaveATest() {
    assertThat(ROWS.get(0).pAdjusted()).isCloseTo(2 * 92.0 / 4096, within(1e-12));
    assertThat(ROWS.get(2).pAdjusted()).isCloseTo(0.125, within(1e-12));
  }

  @Test
  void aPairWithoutCommonGoldOfTheFrameHasNoNumbers() {
    ComparisonRow row = ROWS.get(1);
    assertThat(row.n()).isZero();
    assertThat(
            new Double[] {
              row.difference(), row.lower(), row.upper(), row.pValue(), row.pAdjusted()
            })
        .containsOnlyNulls();
  }

  @Test
  void fewerThan15CommonPostsGiveNoInterval() {
    ComparisonRow row = ROWS.get(2);
    assertThat(row.n()).isEqualTo(5);
    assertThat(row.difference()).isEqualTo(0.6);
    assertThat(row.pValue()).isCloseTo(0.125, within(1e-12));
    assertThat(row.lower()).isNull();
    assertThat(row.upper()).isNull();
  }
}
