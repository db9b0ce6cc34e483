package io.assay.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.stratified.Allocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PilotTest {
  private static final CountTable TABLE =
      join(
          new Counts("tags")
              .stratum("has_hashtag=true|lang=en")
              .labelled("funny", "funny", "funny", null, 48)
              .labelled(null, "funny", "sad", null, 10)
              .labelled("funny", null, "sad", null, 1_000)
              .stratum("has_hashtag=false|lang=en")
              .labelled(null, "funny", "funny", null, 9)
              .stratum("has_hashtag=false|lang=de")
              .labelled(null, "funny", "sad", null, 9)
              .table(),
          new Counts("other")
              .stratum("has_hashtag=true|lang=en")
              .labelled(null, "funny", "funny", null, 58)
              .table(),
          new Counts("llm")
              .stratum("has_hashtag=true|lang=en")
              .labelled(null, "funny", "funny", null, 58)
              .table());

  @Test
  void deviationsAreThoseOfAgreementJoinedOverTheLabelers() {
    Pilot pilot = pilot(List.of("has_hashtag")).orElseThrow();
    double tags = Allocation.pilotDeviation(48, 58);
    double other = Allocation.pilotDeviation(58, 58);
    assertThat(pilot.deviation("has_hashtag=true"))
        .isCloseTo(Math.sqrt((tags * tags + other * other) / 2), within(1e-12));
    // 9 of 18: both languages together.
    assertThat(pilot.deviation("has_hashtag=false"))
        .isCloseTo(Allocation.pilotDeviation(9, 18), within(1e-12));
  }

  @Test
  void strataCollapseAsTheSampleDoes() {
    Pilot pilot =
        Pilot.of(TABLE, "llm", List.of("lang"), s -> s.equals("lang=en") ? s : "other")
            .orElseThrow();
    assertThat(pilot.deviation("other")).isCloseTo(Allocation.pilotDeviation(0, 9), within(1e-12));
    assertThat(pilot.deviation("lang=fr")).as("nothing known").isEqualTo(0.5);
  }

  @Test
  void withoutTheFeatureOrLlmLabelsThereIsNone() {
    assertThat(pilot(List.of("room"))).isEmpty();
    CountTable goldOnly =
        new Counts("tags").stratum("lang=en").labelled("funny", null, "funny", null, 9).table();
    assertThat(Pilot.of(goldOnly, "llm", List.of("lang"), s -> s)).isEmpty();
  }

  private static Optional<Pilot> pilot(List<String> features) {
    return Pilot.of(TABLE, "llm", features, s -> s);
  }

  private static CountTable join(CountTable... tables) {
    List<Count> rows = new ArrayList<>();
    for (CountTable table : tables) {
      rows.addAll(table.rows());
    }
    return new CountTable(rows);
  }
}
