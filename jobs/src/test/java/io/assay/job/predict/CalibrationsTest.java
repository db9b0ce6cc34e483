package io.assay.job.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hashtags that are always right in part train and right on three of four posts elsewhere. */
@ExtendWith(SharedSpark.class)
class CalibrationsTest {
  private static final String TASK =
      """
      task: small
      labels: {funny: , sad: }
      bar: {metric: accuracy, at_least: 0.5}
      labelers:
        - {name: raw, kind: hashtag-odds, min_count: 1}
        - {name: sure, kind: hashtag-odds, min_count: 1, calibrate: platt}
        - {name: staged, kind: cascade, stages: [sure, raw], guarantee: {accuracy: 0.4, delta: 0.2}}
      """;

  @TempDir Path root;

  @Test
  void publishedConfidencesAreCalibratedAndThoseOfStagesAreNot(SparkSession session)
      throws IOException {
    StringBuilder posts = new StringBuilder();
    StringBuilder gold = new StringBuilder();
    for (int i = 0; i < 320; i++) {
      boolean funny = i % 2 == 0;
      posts.append(TestRun.post("p" + i, "a" + i, word(i) + (funny ? " #lol" : " #rip")));
      boolean train = i < 40;
      boolean asTagged = train || i % 8 < 6;
      gold.append(
          TestRun.gold(
              "p" + i,
              funny == asTagged ? "funny" : "sad",
              ", \"split\": \"" + (train ? "train" : i < 240 ? "val" : "test") + "\""));
    }
    TestRun run = run(session, TASK, posts.toString(), gold.toString());
    Arrays.stream(Step.values())
        .filter(step -> step.compareTo(Step.EVALUATE) < 0)
        .forEach(run::step);

    Map<String, Double> raw = confidences(run, "raw");
    Map<String, Double> sure = confidences(run, "sure");
    assertThat(raw).hasSize(320).allSatisfy((id, c) -> assertThat(c).isGreaterThan(0.95));
    assertThat(sure)
        .hasSize(320)
        .allSatisfy((id, c) -> assertThat(c).isCloseTo(0.75, within(0.08)));
    assertThat(labels(run, "sure")).isEqualTo(labels(run, "raw"));
    assertThat(confidences(run, "staged")).as("as the stage stated it").isEqualTo(raw);
    assertThat(card(run, "sure").note())
        .startsWith("Its confidences are calibrated by Platt scaling on ");
    assertThat(card(run, "raw").note()).isNull();
  }

  @Test
  void anUnknownWayIsAProblemOfTheTaskFile(SparkSession session) {
    assertThatThrownBy(() -> run(session, TASK.replace("platt", "plat"), "", ""))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("calibrate")
        .hasMessageContaining("platt");
  }

  private TestRun run(SparkSession session, String task, String posts, String gold)
      throws IOException {
    String file = Files.writeString(root.resolve("posts.jsonl"), posts).toString();
    return new TestRun(session, root, task, List.of(file), gold);
  }

  /** Letters only, since posts that differ in digits alone are near-duplicates. */
  private static String word(int i) {
    return "post " + Integer.toBinaryString(i).replace('0', 'o').replace('1', 'l');
  }

  private static ModelCard card(TestRun run, String labeler) {
    return ModelCards.read(run.context()).stream()
        .filter(card -> card.labeler().equals(labeler))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Double> confidences(TestRun run, String labeler) {
    Map<String, Double> found = new TreeMap<>();
    rows(run, labeler).forEach(row -> found.put(row.getAs("post_id"), row.getAs("confidence")));
    return found;
  }

  private static Map<String, String> labels(TestRun run, String labeler) {
    Map<String, String> found = new TreeMap<>();
    rows(run, labeler).forEach(row -> found.put(row.getAs("post_id"), row.getAs("label")));
    return found;
  }

  private static List<Row> rows(TestRun run, String labeler) {
    return run.table(Table.PREDICTIONS)
        .filter("labeler = '" + labeler + "' and status = 'labelled'")
        .collectAsList();
  }
}
