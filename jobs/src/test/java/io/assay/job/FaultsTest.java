package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.job.AssayProcess.Ended;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a run when the world around it breaks, by the real command line. */
class FaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DS = "2026-11-20";
  private static final int SIGTERM = 128 + 15;

  @TempDir static Path root;

  private static Path finished;

  private Path lake;

  @BeforeAll
  static void finishOneRun() throws IOException {
    BundledPosts.write(root, 60, BundledPosts.TASK);
    finished = root.resolve("finished");
    Ended ended = AssayProcess.run(root, command(finished));
    assertThat(ended.code()).as(ended.printed()).isZero();
  }

  @BeforeEach
  void aFinishedRunToBreak() throws IOException {
    lake = Files.createTempDirectory(root, "lake-");
    FileUtils.copyDirectory(finished.toFile(), lake.toFile());
  }

  @Test
  void aTableThatLostAFileIsMadeAgainWithAllThatFollowsFromIt() throws IOException {
    try (Stream<Path> files = Files.list(run().resolve("sample"))) {
      FileUtils.forceDelete(
          files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow().toFile());
    }
    Ended ended = AssayProcess.run(root, command(lake));
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertThat(ended.printed()).contains(done(Step.INGEST), done(Step.SPLIT), done(Step.EMBED));
    assertThat(ended.printed()).doesNotContain(done(Step.SAMPLE), done(Step.PREDICT));
    assertThat(lower(lake)).isEqualTo(lower(finished));
  }

  @Test
  void aRunThatIsToldToStopSaysSoAndGoesOnWhereItWas() throws IOException {
    Path own = root.resolve("stopped");
    AssayProcess run = AssayProcess.start(root, command(own));
    Ended stopped = run.stopOnce(() -> run.printed().contains(Step.TRAIN.key() + " …"));
    assertThat(stopped.code()).isEqualTo(SIGTERM);
    assertThat(stopped.printed()).doesNotContain("a bug");
    JsonNode manifest = json(own, "manifest.json");
    assertThat(manifest.path("exit_code").asInt()).isEqualTo(5);
    assertThat(manifest.path("message").asText()).contains("stopped by a signal");
    Ended ended = AssayProcess.run(root, command(own));
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertThat(ended.printed()).contains(done(Step.SPLIT)).doesNotContain(done(Step.TRAIN));
    assertThat(lower(own)).isEqualTo(lower(finished));
  }

  @Test
  void aManifestThatCannotBeReadIsNotGuessedAt() throws IOException {
    Files.writeString(run().resolve("manifest.json"), "{\"steps\": [");
    Ended ended = AssayProcess.run(root, command(lake));
    assertThat(ended.code()).as(ended.printed()).isEqualTo(5);
    assertThat(ended.printed()).contains("manifest.json", "move this run's folder away");
  }

  @Test
  void aLivingRunKeepsOthersOutAndADeadOneDoesNot() throws IOException {
    String lock = "{\"host\": \"%s\", \"pid\": 1, \"heartbeat\": \"%s\"}";
    Path file = run().resolve("_lock");
    Files.writeString(file, lock.formatted("elsewhere", java.time.Instant.now()));
    Ended refused = AssayProcess.run(root, command(lake));
    assertThat(refused.code()).as(refused.printed()).isEqualTo(5);
    assertThat(refused.printed()).contains("another run is at work there", "elsewhere");
    Files.writeString(file, lock.formatted("elsewhere", "2026-11-01T00:00:00Z"));
    Ended taken = AssayProcess.run(root, command(lake));
    assertThat(taken.code()).as(taken.printed()).isZero();
    assertThat(file).doesNotExist();
  }

  @Test
  void aLakeThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(root.resolve("no-folder"), "a file");
    Ended ended = AssayProcess.run(root, command(file));
    assertThat(ended.code()).as(ended.printed()).isEqualTo(5);
    assertThat(ended.printed()).contains("cannot write to", file.toString());
  }

  @Test
  void aFullDiskLeavesNothingHalfWrittenThatIsUsed() throws IOException {
    Path full = root.resolve("full");
    Ended ended = AssayProcess.runWithFilesUpTo(4, root, command(full));
    assertThat(ended.code()).as(ended.printed()).isEqualTo(5);
    assertThat(ended.printed()).contains("cannot write to", full.toString());
    Ended again = AssayProcess.run(root, command(full));
    assertThat(again.code()).as(again.printed()).isZero();
    assertThat(lower(full)).isEqualTo(lower(finished));
  }

  /** Nobody listens at port 9; what does not need the LLM is done and stays. */
  @Test
  void anEndpointThatIsDownIsNamed() throws IOException {
    Path task = root.resolve("with-llm.yaml");
    Files.writeString(task, BundledPosts.TASK + BundledPosts.FAKE_LLM);
    Path conf = BundledPosts.confWithEndpoint(lake, "http://127.0.0.1:9/v1");
    List<String> words = new ArrayList<>(List.of(command(lake)));
    words.addAll(List.of("--task=" + task, "--conf=" + conf));
    words.remove("--task=" + root.resolve("task.yaml"));
    Ended ended = AssayProcess.run(root, words.toArray(String[]::new));
    assertThat(ended.code()).as(ended.printed()).isEqualTo(5);
    assertThat(ended.printed()).contains("http://127.0.0.1:9/v1");
    assertThat(json(lake, "manifest.json").path("exit_code").asInt()).isEqualTo(5);
    assertThat(run().resolve("posts")).isDirectory();
  }

  private static String[] command(Path lake) {
    return new String[] {
      "run",
      "--task=" + root.resolve("task.yaml"),
      "--posts=" + root.resolve("posts.jsonl"),
      "--gold=" + root.resolve("gold.jsonl"),
      "--lake=" + lake,
      "--ds=" + DS
    };
  }

  private static String done(Step step) {
    return "%-9s done already".formatted(step.key());
  }

  private Path run() {
    return lake.resolve("runs/mini").resolve(DS);
  }

  private static List<JsonNode> lower(Path lake) throws IOException {
    List<JsonNode> lower = json(lake, "decision.json").path("candidates").findValues("lower");
    assertThat(lower).hasSize(2);
    return lower;
  }

  private static JsonNode json(Path lake, String name) throws IOException {
    return JSON.readTree(lake.resolve("runs/mini").resolve(DS).resolve(name).toFile());
  }
}
