package io.assay.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Manifest FULL =
      Manifest.empty("gif-mood", "2026-11-20")
          .started(Map.of("code", "abcd1234"))
          .with(step("ingest", "f1"))
          .ended("budget", 3, "asking stopped");

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    assertThat(JSON.readValue(JSON.writeValueAsString(FULL), Manifest.class)).isEqualTo(FULL);
    Manifest empty = Manifest.empty("t", "2026-11-20");
    assertThat(JSON.readValue(JSON.writeValueAsString(empty), Manifest.class)).isEqualTo(empty);
  }

  /** Schedulers and people read these names. */
  @Test
  void itsKeysAreTheLakesWords() {
    JsonNode json = JSON.valueToTree(FULL);
    assertThat(names(json))
        .containsExactly(
            "schema_version",
            "task",
            "ds",
            "outcome",
            "exit_code",
            "message",
            "application",
            "steps");
    JsonNode step = json.path("steps").path(0);
    assertThat(names(step))
        .containsExactly("name", "fingerprint", "tables", "seconds", "spent_micro_usd", "notes");
    assertThat(names(step.path("tables").path("posts")))
        .containsExactly("path", "rows", "files", "bytes");
  }

  @Test
  void aStepThatIsDoneAgainMovesToTheEnd() {
    Manifest twice = FULL.with(step("split", "f2")).with(step("ingest", "f3")).without(s -> false);
    assertThat(twice.steps()).extracting(Manifest.Step::name).containsExactly("split", "ingest");
    assertThat(twice.step("ingest").map(Manifest.Step::fingerprint)).contains("f3");
    assertThat(twice.without(s -> s.name().equals("ingest")).step("ingest")).isEmpty();
  }

  @Test
  void aNewCommandForgetsHowTheLastOneEnded() {
    Manifest again = FULL.started(Map.of("code", "other"));
    assertThat(again.outcome()).isEqualTo("running");
    assertThat(again.exitCode()).isNull();
    assertThat(again.message()).isNull();
    assertThat(again.steps()).isEqualTo(FULL.steps());
    assertThat(again.application()).containsEntry("code", "other");
  }

  private static Manifest.Step step(String name, String fingerprint) {
    return new Manifest.Step(
        name,
        fingerprint,
        Map.of("posts", new Manifest.Output("posts", 3, 1, 99)),
        1.5,
        7,
        Map.of("dropped", "0"));
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
