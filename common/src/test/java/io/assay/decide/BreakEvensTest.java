package io.assay.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.decide.Decision.BreakEvenPair;
import org.junit.jupiter.api.Test;

class BreakEvensTest {
  @Test
  void trainingBeatsCallingFromSomeCorpusOn() {
    // 40 dollars once and .0002 a post against 0 once and .01 a post
    BreakEvenPair pair =
        new Contest(100)
            .priced("model", 40, 0.2, 90)
            .priced("llm", 0, 10, 90)
            .decide()
            .breakEven()
            .get(0);
    assertThat(pair.labelerA()).isEqualTo("model");
    assertThat(pair.labelerB()).isEqualTo("llm");
    assertThat(pair.posts()).isCloseTo(40 / 0.0098, within(1e-6));
    assertThat(pair.cheaperBelow()).isEqualTo("llm");
    assertThat(pair.cheaperAbove()).isEqualTo("model");
  }

  @Test
  void oneMayBeCheaperForEveryCorpus() {
    BreakEvenPair pair =
        new Contest(100)
            .priced("dear", 40, 2, 90)
            .priced("cheap", 4, 1, 90)
            .decide()
            .breakEven()
            .get(0);
    assertThat(pair.posts()).isNull();
    assertThat(pair.cheaperBelow()).isEqualTo("cheap");
    assertThat(pair.cheaperAbove()).isEqualTo("cheap");
  }

  @Test
  void alikeTheyTie() {
    BreakEvenPair pair =
        new Contest(9).priced("a", 4, 1, 9).priced("b", 4, 1, 9).decide().breakEven().get(0);
    assertThat(pair.posts()).isNull();
    assertThat(pair.cheaperBelow()).isNull();
  }

  @Test
  void everyPairWithAPriceOnce() {
    Decision decision =
        new Contest(100)
            .priced("a", 1, 1, 1)
            .untrained("untrained")
            .priced("b", 2, 1, 1)
            .unpriced("unpriced", 1)
            .priced("c", 3, 1, 1)
            .decide();
    assertThat(decision.breakEven())
        .extracting(pair -> pair.labelerA() + pair.labelerB())
        .containsExactly("ab", "ac", "bc");
  }
}
