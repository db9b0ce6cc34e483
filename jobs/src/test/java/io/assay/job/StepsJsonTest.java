package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.io.Table;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsJsonTest {
  @Test
  void theCommittedFileIsWhatTheStepsSay() throws IOException {
    assertThat(AssayProcess.PROJECT.resolve("conf/steps.json"))
        .as("copy what is expected here into conf/steps.json")
        .content()
        .isEqualTo(StepsJson.of());
    assertThat(Files.readString(AssayProcess.PROJECT.resolve("conf/steps.json")))
        .containsOnlyOnce("\"retry\": false");
  }

  @Test
  void aStepComesAfterThoseItNeedsAndEveryTableHasItsStep() {
    List<Step> order = Arrays.asList(Step.values());
    for (Step step : order) {
      assertThat(step.after()).allMatch(earlier -> order.indexOf(earlier) < order.indexOf(step));
      assertThat(step.dependents()).allMatch(later -> order.indexOf(later) > order.indexOf(step));
      assertThat(Jobs.of(step).getClass().getSimpleName()).isEqualToIgnoringCase(step.key());
    }
    assertThat(order.stream().flatMap(step -> step.tables().stream()))
        .containsExactly(Table.values());
    assertThat(Step.SPLIT.dependents())
        .containsExactly(
            Step.SAMPLE,
            Step.ASK,
            Step.TRAIN,
            Step.PREDICT,
            Step.EVALUATE,
            Step.DECIDE,
            Step.REPORT);
  }
}
