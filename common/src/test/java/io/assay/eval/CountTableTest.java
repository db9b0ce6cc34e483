package io.assay.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.label.Status;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountTableTest {
  private static final long MANY = 3_000_000_000L;

  private static CountTable table() {
    List<Count> rows =
        new ArrayList<>(
            new Counts("a")
                .labelled("x", "y", "x", null, 5)
                .labelled("x", "y", "y", null, 3)
                .labelled(null, null, "x", null, MANY)
                .unlabelled("x", null, Status.ABSTAINED, 2)
                .pair("b", "x", "x", "y", 4)
                .in(Part.TRAIN)
                .labelled("x", null, "x", null, 7)
                .table()
                .rows());
    rows.addAll(new Counts("b").labelled("x", null, "x", null, 11).table().rows());
    return new CountTable(rows);
  }

  @Test
  void aLabelerByItselfLeavesPairsOut() {
    assertThat(table().of("a").in(Part.TEST).n()).isEqualTo(MANY + 10);
    assertThat(table().of("a").in(Part.TRAIN).n()).isEqualTo(7);
    assertThat(table().of("b").n()).isEqualTo(11);
    assertThat(table().pair("a", "b").n()).isEqualTo(4);
    assertThat(table().pair("b", "a").n()).isZero();
  }

  @Test
  void references() {
    CountTable frame = table().of("a").in(Part.TEST);
    assertThat(frame.withGold().n()).isEqualTo(10);
    assertThat(frame.withGold().n(Count::labelled)).isEqualTo(8);
    assertThat(frame.n(Count::right)).isEqualTo(5);
    assertThat(frame.withLlm().n(Count::agrees)).isEqualTo(3);
    assertThat(table().pair("a", "b").n(Count::rightB)).isZero();
  }

  @Test
  void aPostWithoutGoldIsNeverRightAndOneWithoutALabelNeverAgrees() {
    CountTable none =
        new Counts("a")
            .labelled(null, null, "x", null, 3)
            .unlabelled(null, null, Status.FAILED, 2)
            .table();
    assertThat(none.n(Count::right)).isZero();
    assertThat(none.n(Count::agrees)).isZero();
  }

  @Test
  void aStratumHoldsItsSlices() {
    Map<String, String> features = new LinkedHashMap<>();
    features.put("has_hashtag", "true");
    features.put("lang", "e|n");
    features.put("topic", "a=b");
    String stratum = Stratum.of(features);
    assertThat(stratum).isEqualTo("has_hashtag=true|lang=e_n|topic=a=b");
    assertThat(Stratum.slices(stratum))
        .containsExactly("has_hashtag=true", "lang=e_n", "topic=a=b");
    assertThat(Stratum.of(Map.of())).isEmpty();
    assertThat(Stratum.slices("")).isEmpty();
  }
}
