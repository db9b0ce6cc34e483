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

  private static final List<String> LABELS = List.of("x", "y");

  /** a, b and c on 50 posts; d was asked about 30 of them. */
  private static final List<Pattern> PATTERNS =
      List.of(
          pattern(List.of(), List.of("d"), 20),
          pattern(List.of("b", "d"), List.of(), 15),
          pattern(List.of("b", "c"), List.of(), 10),
          pattern(List.of("a"), List.of(), 5),
          new Pattern("tune", "x", List.of("a", "b", "c"), List.of(), 99, List.of("p1")));

  private static final List<ComparisonRow> ALL_ROWS = rows(List.of("a", "b", "c"));
  private static final List<ComparisonRow> ROWS = of("accuracy");

  private static Pattern pattern(List<String> wrong, List<String> absent, long n) {
    return new Pattern("test", "x", wrong, absent, n, List.of());
  }

  private static List<ComparisonRow> rows(List<String> labelers) {
    return Comparisons.of(labelers, LABELS, table(), PATTERNS, 7);
  }

  private static List<ComparisonRow> of(String metric) {
    return ALL_ROWS.stream().filter(row -> row.metric().equals(metric)).toList();
  }

  /**
   * L of each post and G of each labeler by hand: Q = 2 (3 (45² + 25² + 40²) − 110²) / (3·110 −
   * 250).
   */
  @Test
  void firstWhetherAnyDiffer() {
    ComparisonRow row = rows(List.of("a", "b", "c", "d")).get(0);
    assertThat(row.labelerA()).isEqualTo(Comparisons.ALL);
    assertThat(row.method()).as("d was not asked about all").isEqualTo("cochran-q of 3 labelers");
    assertThat(row.n()).isEqualTo(50);
    double q = 2.0 * (3 * (45 * 45 + 25 * 25 + 40 * 40) - 110 * 110) / (3 * 110 - 270);
    assertThat(row.pValue()).isCloseTo(Math.exp(-q / 2), within(1e-12));
  }

  @Test
  void macroF1ByHand() {
    ComparisonRow row = of("macro_f1").get(0);
    // Of b, y is only predicted; of a likewise: F1 of x is 80/90 and 64/82, that of y is 0.
    assertThat(row.difference()).isCloseTo((80.0 / 90 - 64.0 / 82) / 2, within(1e-12));
    assertThat(row.lower()).isLessThan(row.difference());
    assertThat(row.upper()).isGreaterThan(row.difference());
    assertThat(row.pValue()).isBetween(0.0, 0.1);
    assertThat(row.method()).isEqualTo("bootstrap, randomisation, holm");
    assertThat(rows(List.of("a", "b", "c"))).as("the seed decides").isEqualTo(ALL_ROWS);
  }

  @Test
  void everyPairInTheTasksOrder() {
    assertThat(ROWS).extracting(r -> r.labelerA() + r.labelerB()).containsExactly("ab", "ac", "bc");
    assertThat(rows(List.of("a"))).as("only the test of all").hasSize(1);
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
