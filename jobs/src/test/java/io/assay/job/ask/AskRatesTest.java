package io.assay.job.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.io.answer.CallRate;
import io.assay.llm.answer.LlmLabel;
import io.assay.llm.answer.LlmStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AskRatesTest {
  @Test
  void answersOfAKilledAskingTellTheRateByTheirLatencies() {
    CallRate rate = AskRates.orOfLatencies(CallRate.NONE, labels(400, 800, 0), 2, 8);
    assertThat(rate.texts()).as("0 ms is no latency").isEqualTo(2);
    assertThat(rate.secondsEach()).as("two at a time").isCloseTo(0.3, within(1e-12));
    assertThat(rate.coreSecondsEach()).as("on all cores").isCloseTo(2.4, within(1e-12));
  }

  @Test
  void aRateThatWasKeptIsBetter() {
    CallRate kept = new CallRate(10, 5, 20);
    assertThat(AskRates.orOfLatencies(kept, labels(400, 800), 2, 8)).isEqualTo(kept);
  }

  @Test
  void withoutLatenciesThereIsNoRate() {
    assertThat(AskRates.orOfLatencies(CallRate.NONE, labels(), 2, 8).known()).isFalse();
    assertThat(AskRates.orOfLatencies(CallRate.NONE, labels(0), 2, 8).known()).isFalse();
  }

  private static List<LlmLabel> labels(int... millis) {
    return IntStream.of(millis)
        .mapToObj(
            ms ->
                new LlmLabel(
                    "p",
                    "llm",
                    LlmStatus.LABELLED,
                    "sad",
                    null,
                    "hash",
                    1,
                    1,
                    0,
                    ms,
                    "m",
                    "prompt"))
        .toList();
  }
}
