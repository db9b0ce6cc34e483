package io.assay.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.decide.Decision.Best;
import java.util.List;
import org.junit.jupiter.api.Test;

class TieGroupTest {
  @Test
  void whoIsCloseToTheBestIsNotToldFromIt() {
    Contest contest =
        new Contest(200)
            .tool("rules", 1, 80)
            .tool("model", 1, 152)
            .untrained("student")
            .tool("llm", 1, 156)
            .pair("rules", "llm", 70, 10, 86, 34)
            .pair("model", "llm", 140, 12, 16, 32)
            .pair("rules", "model", 70, 10, 82, 38);
    assertThat(contest.decide().best()).isEqualTo(new Best("llm", 0.78, List.of("model")));
  }

  /** One pair alone has p = 0.043; as one of three it is not enough. */
  @Test
  void pairsAreAdjustedOverTheWholeRun() {
    Contest two =
        new Contest(200).tool("a", 1, 150).tool("b", 1, 160).pair("a", "b", 143, 7, 17, 33);
    assertThat(two.decide().best()).isEqualTo(new Best("b", 0.8, List.of()));
    Contest three =
        two.tool("c", 1, 150).pair("a", "c", 140, 10, 10, 40).pair("b", "c", 143, 17, 7, 33);
    assertThat(three.decide().best()).isEqualTo(new Best("b", 0.8, List.of("a", "c")));
  }

  @Test
  void withoutEnoughGoldNoneIsBest() {
    assertThat(new Contest(14).tool("a", 1, 14).decide().best()).isNull();
  }
}
