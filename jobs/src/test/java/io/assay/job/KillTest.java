package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.SharedSpark;
import io.assay.job.AssayProcess.Ended;
import io.assay.job.run.Step;
import io.assay.llm.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed in every step, really, ends as if nothing had happened. */
@ExtendWith(SharedSpark.class)
class KillTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SLOW_MILLIS = 300;

  @TempDir Path root;

  @Test
  void killedInEveryStepItEndsWithTheSameDecisionAndPaysNothingTwice(SparkSession session)
      throws IOException {
    BundledPosts.write(
        root, 120, BundledPosts.TASK + BundledPosts.LOGISTIC + BundledPosts.FAKE_LLM);
    try (ScriptedServer llm =
        new ScriptedServer(
            (n, post) -> {
              Thread.sleep(SLOW_MILLIS);
              return ScriptedServer.says("cute");
            })) {
      BundledPosts.confWithEndpoint(root, llm.baseUrl());
      for (Step step : Step.values()) {
        AssayProcess run = AssayProcess.start(root, command("killed"));
        run.killOnce(() -> isWithin(step, run, llm));
        assertThat(steps("killed"))
            .as("killed in " + step)
            .doesNotContain(step.key())
            .containsAll(step.after().stream().map(Step::key).toList());
      }
      Ended ended = AssayProcess.run(root, command("killed"));
      assertThat(ended.code()).as(ended.printed()).isZero();
      assertThat(ended.printed()).contains("embed     done already", "decide    done already");
      // One request at a time: no more than the one in flight at the kill is lost.
      assertThat(llm.calls()).hasSizeBetween(10, 11);

      Ended undisturbed = AssayProcess.run(root, command("undisturbed"));
      assertThat(undisturbed.code()).as(undisturbed.printed()).isZero();
    }
    assertThat(decision("killed")).isEqualTo(decision("undisturbed"));
    eachTextIsEmbeddedOnce(session);
  }

  private boolean isWithin(Step step, AssayProcess run, ScriptedServer llm) {
    return switch (step) {
      case EMBED -> halfEmbedded();
      case ASK -> llm.calls().size() >= 3;
      default -> run.printed().contains(step.key() + " …");
    };
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
      "--conf=" + root.resolve("conf"),
      "--ds=2026-11-20"
    };
  }

  private List<String> steps(String lake) throws IOException {
    Path manifest = root.resolve(lake).resolve("runs/mini/2026-11-20/manifest.json");
    return JSON.readTree(manifest.toFile()).path("steps").findValuesAsText("name");
  }

  /** The decision without dollars and hours, which are measured, and what follows from them. */
  private JsonNode decision(String lake) throws IOException {
    Path file = root.resolve(lake).resolve("runs/mini/2026-11-20/decision.json");
    ObjectNode decision = (ObjectNode) JSON.readTree(file.toFile());
    decision.retain(
        Arrays.asList("verdict", "bar", "look", "candidates", "warnings", "corpus_size"));
    for (JsonNode candidate : decision.path("candidates")) {
      ((ObjectNode) candidate).remove(List.of("fixed_usd", "marginal_usd_per_1000", "hours"));
    }
    return decision;
  }
}
