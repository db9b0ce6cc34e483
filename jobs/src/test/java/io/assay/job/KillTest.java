package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.SharedSpark;
import io.assay.job.AssayProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed, really, and run again ends as if nothing had happened. */
@ExtendWith(SharedSpark.class)
class KillTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;

  @Test
  void killedInEmbedAndInPredictItEndsWithTheSameDecision(SparkSession session) throws IOException {
    BundledPosts.write(root, 300, BundledPosts.TASK + BundledPosts.LOGISTIC);
    kill(run -> halfEmbedded());
    assertThat(steps()).contains("ingest").doesNotContain("embed");
    kill(run -> run.printed().contains("predict …"));
    assertThat(steps()).contains("embed", "train").doesNotContain("predict");
    String trained = fingerprints().get("train");

    Ended ended = AssayProcess.run(root, command("killed"));
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertThat(ended.printed()).contains("embed     done already", "train     done already");
    assertThat(fingerprints().get("train")).isEqualTo(trained);
    Ended undisturbed = AssayProcess.run(root, command("undisturbed"));
    assertThat(undisturbed.code()).as(undisturbed.printed()).isZero();
    assertThat(decision("killed")).isEqualTo(decision("undisturbed"));
    eachTextIsEmbeddedOnce(session);
  }

  private void kill(Predicate<AssayProcess> moment) {
    AssayProcess run = AssayProcess.start(root, command("killed"));
    run.killOnce(() -> moment.test(run));
  }

  /** Vectors are being written, and the job has not yet made them part of the store. */
  private boolean halfEmbedded() {
    try (Stream<Path> written = Files.walk(root.resolve("killed/store/embeddings"))) {
      return written.anyMatch(file -> file.toString().endsWith(".parquet"));
    } catch (IOException | UncheckedIOException e) {
      return false; // not there yet, or moved while we looked
    }
  }

  private void eachTextIsEmbeddedOnce(SparkSession session) {
    Dataset<Row> posts = session.read().parquet(root + "/killed/runs/mini/2026-11-20/posts");
    Dataset<Row> vectors = session.read().parquet(root + "/killed/store/embeddings");
    assertThat(vectors.count())
        .isEqualTo(vectors.select("text_hash").distinct().count())
        .isEqualTo(posts.select("text_hash").distinct().count());
  }

  private String[] command(String lake) {
    return new String[] {
      "run",
      "--task=" + root.resolve("task.yaml"),
      "--posts=" + root.resolve("posts.jsonl"),
      "--gold=" + root.resolve("gold.jsonl"),
      "--lake=" + root.resolve(lake),
      "--ds=2026-11-20"
    };
  }

  private List<String> steps() throws IOException {
    return List.copyOf(fingerprints().keySet());
  }

  private java.util.Map<String, String> fingerprints() throws IOException {
    java.util.Map<String, String> found = new java.util.LinkedHashMap<>();
    String json = Files.readString(root.resolve("killed/runs/mini/2026-11-20/manifest.json"));
    JSON.readTree(json)
        .path("steps")
        .forEach(s -> found.put(s.path("name").asText(), s.path("fingerprint").asText()));
    return found;
  }

  /** The decision without dollars and hours, which are measured, and what follows from them. */
  private JsonNode decision(String lake) throws IOException {
    Path file = root.resolve(lake).resolve("runs/mini/2026-11-20/decision.json");
    ObjectNode decision = (ObjectNode) JSON.readTree(file.toFile());
    decision.remove(List.of("recommended", "undecided", "more_labels", "first_stage"));
    for (JsonNode candidate : decision.path("candidates")) {
      ((ObjectNode) candidate).remove(List.of("fixed_usd", "marginal_usd_per_1000", "hours"));
    }
    return decision;
  }
}
