package io.assay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path root;
  private RunFolder run;

  @BeforeEach
  void openAndPublish() throws IOException {
    run = open();
    publish("ingest", "f1", Map.of("posts", "old posts", "gold", "old gold"));
  }

  @Test
  void whatWasPublishedIsCompleteUnderItsFingerprintAlone() {
    assertThat(run.complete("ingest", "f1")).isTrue();
    assertThat(run.complete("ingest", "f2")).isFalse();
    assertThat(run.complete("split", "f1")).isFalse();
    assertThat(open().complete("ingest", "f1")).as("opened anew").isTrue();
    assertThat(root.resolve("posts/part-0.parquet")).hasContent("old posts");
    assertThat(root.resolve("_staging")).doesNotExist();
    assertThat(run.manifest().step("ingest").orElseThrow().tables().get("posts"))
        .isEqualTo(new Manifest.Output("posts", 5, 1, 9));
  }

  @Test
  void aTableThatSomebodyChangedIsNotComplete() throws IOException {
    Path file = root.resolve("posts/part-0.parquet");
    Files.writeString(file, "cut");
    assertThat(run.complete("ingest", "f1")).as("shorter").isFalse();
    Files.delete(file);
    assertThat(run.complete("ingest", "f1")).as("half deleted").isFalse();
    Files.delete(root.resolve("posts"));
    assertThat(run.complete("ingest", "f1")).as("gone").isFalse();
    Files.createDirectories(root.resolve("posts"));
    Files.writeString(file, "old posts");
    assertThat(run.complete("ingest", "f1")).as("put back").isTrue();
    Files.writeString(root.resolve("posts/_SUCCESS"), "");
    assertThat(run.complete("ingest", "f1")).as("a marker is no data").isTrue();
    Files.writeString(root.resolve("posts/part-1.parquet"), "");
    assertThat(run.complete("ingest", "f1")).as("a file too many").isFalse();
  }

  /** The replacement fails at the second table: the first is new by then, the second gone. */
  @Test
  void theEntryIsGoneWhileFilesAreReplaced() throws IOException {
    stage("gold", "new gold");
    var rows = new java.util.LinkedHashMap<String, Long>();
    rows.put("gold", 5L);
    rows.put("posts", 5L);
    assertThatThrownBy(() -> run.publish(entry("ingest", "f2"), rows, Set.of()))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(root.resolve("gold/part-0.parquet")).hasContent("new gold");
    assertThat(open().manifest().step("ingest")).as("in the lake").isEmpty();
    assertThat(open().complete("ingest", "f1")).isFalse();
    assertThat(open().complete("ingest", "f2")).isFalse();
  }

  @Test
  void dependentsGoWithWhatTheyRestOn() throws IOException {
    publish("split", "s1", Map.of("splits", "parts"));
    publish("hashtags", "h1", Map.of("hashtags", "tags"));
    stage("posts", "new posts");
    run.publish(entry("ingest", "f2"), Map.of("posts", 9L), Set.of("split"));
    assertThat(open().manifest().steps())
        .extracting(Manifest.Step::name)
        .containsExactly("hashtags", "ingest");
    assertThat(root.resolve("splits/part-0.parquet")).as("old, but no table any more").exists();
  }

  @Test
  void whatAnUnfinishedStepStagedIsThrownAway() throws IOException {
    stage("splits", "half");
    run.clearStaging();
    assertThat(root.resolve("_staging")).doesNotExist();
    assertThat(run.complete("ingest", "f1")).isTrue();
  }

  @Test
  void aManifestThatCannotBeReadIsNamed() throws IOException {
    Files.writeString(root.resolve("manifest.json"), "{\"steps\": [");
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
        .hasMessageContaining("manifest.json");
  }

  private RunFolder open() {
    var path = new org.apache.hadoop.fs.Path(root.toUri());
    return new RunFolder(new LakeFiles(new Configuration()), path, "gif-mood", "2026-11-20");
  }

  private void publish(String step, String fingerprint, Map<String, String> tables)
      throws IOException {
    var rows = new java.util.TreeMap<String, Long>();
    for (Map.Entry<String, String> table : tables.entrySet()) {
      stage(table.getKey(), table.getValue());
      rows.put(table.getKey(), 5L);
    }
    run.publish(entry(step, fingerprint), rows, Set.of());
  }

  private void stage(String table, String content) throws IOException {
    Path folder = Files.createDirectories(root.resolve("_staging").resolve(table));
    Files.writeString(folder.resolve("part-0.parquet"), content);
  }

  private static Manifest.Step entry(String step, String fingerprint) {
    return new Manifest.Step(step, fingerprint, Map.of(), 0.1, 0, Map.of());
  }
}
