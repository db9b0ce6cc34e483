package io.assay.labeler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.Task;
import io.assay.config.TaskLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which cascades are refused because their guarantee would not be exact. */
class GuaranteeTest {
  private static final String CASCADE =
      "{name: c, kind: cascade, stages: [%s], guarantee: {accuracy: 0.8, delta: 0.1}}";

  @TempDir Path root;

  @BeforeEach
  void prompt() throws IOException {
    Files.writeString(root.resolve("prompt.txt"), "{labels} {post}");
  }

  @Test
  void aStageMayNotLearnFromTheCalibrationPosts() {
    String weighted = "{name: v, kind: vote, labelers: [a, b], weights: accuracy}";
    refused(weighted, "a, v", "c can guarantee nothing over v, which learns from part calibrate");
    String hidden = weighted + "\n  - {name: w, kind: vote, labelers: [a, v]}";
    refused(hidden, "a, w", "c can guarantee nothing over v, which learns from part calibrate");
    refused(
        "{name: d, kind: cascade, stages: [a, b], guarantee: {accuracy: 0.8, delta: 0.1}}",
        "d, b",
        "c can guarantee nothing over d, which learns from part calibrate");
  }

  @Test
  void anLlmThatIsAskedByStrataIsNoSimpleRandomSample() throws IOException {
    String llm = "{name: llm, kind: llm, prompt: prompt.txt}";
    assertThat(load(llm, "a, llm", "").labeler("c")).isPresent();
    assertThatThrownBy(() -> load(llm, "a, llm", ", strata: [length]"))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("task.yaml:7: c can guarantee nothing over llm, which is asked by");
  }

  @Test
  void whatLearnsFromTheCalibrationPostsIsNotCalibratedOnThem() {
    String vote = "{name: v, kind: vote, labelers: [a, b], weights: accuracy, calibrate: platt}";
    assertThatThrownBy(() -> load(vote, "a, b", ""))
        .hasMessageContaining("task.yaml:10: calibrate: v learns from part calibrate itself");
  }

  @Test
  void unweightedVotesAreFineAsStages() throws IOException {
    String vote = "{name: v, kind: vote, labelers: [a, b]}";
    assertThat(load(vote, "a, v", ", strata: [length]").labeler("c")).isPresent();
  }

  private void refused(String further, String stages, String message) {
    assertThatThrownBy(() -> load(further, stages, ""))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("task.yaml:7: " + message);
  }

  private Task load(String further, String stages, String sample) throws IOException {
    String yaml =
        """
        task: small
        labels: {funny: , sad: }
        bar: {metric: accuracy, at_least: 0.5}
        budget: {usd: 1}
        sample: {llm_test: 100%s}
        labelers:
          - %s
          - {name: a, kind: hashtag-odds}
          - {name: b, kind: hashtag-odds}
          - %s
        """
            .formatted(sample, CASCADE.formatted(stages), further);
    return TaskLoader.load(Files.writeString(root.resolve("task.yaml"), yaml), Labelers.KINDS);
  }
}
