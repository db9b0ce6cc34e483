package io.assay.job.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.io.Table;
import io.assay.job.BundledPosts;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import io.assay.llm.ScriptedServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a sample by strata, and what each post then stands for. */
@ExtendWith(SharedSpark.class)
class AskedSampleTest {
  private static final String TASK =
      """
      task: small
      labels: {funny: , sad: }
      bar: {metric: accuracy, at_least: 0.5}
      budget: {usd: 1}
      sample: {llm_test: 40, gold: 0, seed: 7, strata: [lang], min_per_stratum: 5}
      labelers: [{name: llm, kind: llm, prompt: prompt.txt, model: fake, shots: 0}]
      """;

  @TempDir Path root;

  @Test
  void aStoppedAskingLeavesASmallerSampleOfTheSameDesign(SparkSession session) throws IOException {
    StringBuilder posts = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      posts.append(
          "{\"id\": \"p%d\", \"author\": \"a%d\", \"text\": \"post %d\", \"lang\": \"%s\"}%n"
              .formatted(i, i, i, i % 10 == 0 ? "de" : "en"));
    }
    Files.writeString(root.resolve("posts.jsonl"), posts);
    Files.writeString(root.resolve("prompt.txt"), "{labels}\n{post}\n");
    try (ScriptedServer server = new ScriptedServer((n, post) -> ScriptedServer.says("funny"))) {
      Path conf = BundledPosts.confWithEndpoint(root, server.baseUrl());
      TestRun stopped = run(session, conf, "0.0025");
      List.of(Step.INGEST, Step.SPLIT, Step.SAMPLE, Step.ASK).forEach(stopped::step);
      List<Row> drawn = inOrder(stopped);
      assertThat(drawn).hasSize(40);
      assertThat(server.calls().size()).isBetween(10, 30);
      List<String> asked = ids(drawn).subList(0, server.calls().size());
      assertThat(ids(stopped.table(Table.LLM_LABELS).collectAsList()))
          .containsExactlyInAnyOrderElementsOf(asked);
      // Each stratum is asked at the pace of its share of the sample: 5 of 40 are German.
      long german = drawn.subList(0, asked.size()).stream().filter(AskedSampleTest::german).count();
      assertThat((double) german / asked.size()).isBetween(0.03, 0.25);
      Map<String, Double> weights = weights(stopped);
      assertThat(weights.keySet()).containsExactlyInAnyOrderElementsOf(asked);
      assertThat(weights.values()).containsOnly(12.0 / german, 108.0 / (asked.size() - german));

      TestRun all = run(session, conf, "1");
      all.step(Step.ASK);
      assertThat(weights(all))
          .isEqualTo(
              inOrder(all).stream()
                  .collect(
                      Collectors.toMap(
                          row -> row.<String>getAs("post_id"),
                          row -> row.<Long>getAs("stratum_size") / (german(row) ? 5.0 : 35.0))));
    }
  }

  private TestRun run(SparkSession session, Path conf, String maxUsd) throws IOException {
    return new TestRun(
        session,
        root,
        TASK,
        List.of(root.resolve("posts.jsonl").toString()),
        null,
        options -> {
          options.conf = conf.toString();
          options.maxUsd = new BigDecimal(maxUsd);
        });
  }

  private static List<Row> inOrder(TestRun run) {
    return run.table(Table.SAMPLE)
        .selectExpr("*", "random_number / inclusion_probability as turn")
        .orderBy("turn")
        .collectAsList();
  }

  private static boolean german(Row row) {
    return row.getAs("stratum").equals("lang=de");
  }

  private static Map<String, Double> weights(TestRun run) {
    return SampleWeights.of(run.context()).collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getDouble(1)));
  }

  private static List<String> ids(List<Row> rows) {
    return rows.stream().map(row -> row.<String>getAs("post_id")).toList();
  }
}
