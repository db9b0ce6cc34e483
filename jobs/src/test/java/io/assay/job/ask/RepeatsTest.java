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
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An LLM that says something else of every fourth post when it is asked again. */
@ExtendWith(SharedSpark.class)
class RepeatsTest {
  private static final String TASK =
      """
      task: small
      labels: {funny: , sad: }
      bar: {metric: accuracy, at_least: 0.5}
      budget: {usd: 1}
      sample: {llm_test: 40, gold: 0, seed: 7}
      labelers: [{name: llm, kind: llm, prompt: prompt.txt, model: fake, shots: 0, repeat: 3, repeat_posts: 16}]
      """;

  @TempDir Path root;

  @Test
  void theFirstPostsAreAskedAgainAndPaidOnceEach(SparkSession session) throws IOException {
    StringBuilder posts = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      posts.append(TestRun.post("p" + i, "a" + i, "post number " + i));
    }
    Files.writeString(root.resolve("posts.jsonl"), posts);
    Files.writeString(root.resolve("prompt.txt"), "{labels}\n{post}\n");
    Map<String, Integer> seen = new ConcurrentHashMap<>();
    try (ScriptedServer server =
        new ScriptedServer((n, post) -> ScriptedServer.says(answer(seen, post)))) {
      Path conf = BundledPosts.confWithEndpoint(root, server.baseUrl());
      TestRun run = run(session, conf, "1");
      List.of(Step.INGEST, Step.HASHTAGS, Step.SPLIT, Step.SAMPLE, Step.ASK).forEach(run::step);
      assertThat(server.calls()).hasSize(40 + 2 * 16);
      assertThat(run.table(Table.LLM_LABELS).count()).isEqualTo(40);
      assertThat(run.table(Table.LLM_REPEATS).groupBy("repeat").count().collectAsList())
          .extracting(row -> row.getInt(0) + ":" + row.getLong(1))
          .containsExactlyInAnyOrder("0:16", "1:16", "2:16");

      run.step(Step.ASK);
      assertThat(server.calls()).as("nothing is bought twice").hasSize(72);

      List.of(Step.TRAIN, Step.PREDICT, Step.EVALUATE).forEach(run::step);
      double flipping = flipping(run.table(Table.LLM_REPEATS).collectAsList());
      assertThat(flipping).isPositive();
      assertThat(metric(run, "always_the_same")).isEqualTo(1 - flipping);
      // Two of three pairs of askings differ where the first answer is another.
      assertThat(metric(run, "agreement_with_itself")).isEqualTo(1 - flipping * 2 / 3);
    }
  }

  @Test
  void aBudgetThatEndsBeforeLeavesThemOut(SparkSession session) throws IOException {
    Files.writeString(root.resolve("prompt.txt"), "{labels}\n{post}\n");
    StringBuilder posts = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      posts.append(TestRun.post("p" + i, "a" + i, "post number " + i));
    }
    Files.writeString(root.resolve("posts.jsonl"), posts);
    try (ScriptedServer server = new ScriptedServer((n, post) -> ScriptedServer.says("funny"))) {
      Path conf = BundledPosts.confWithEndpoint(root, server.baseUrl());
      TestRun run = run(session, conf, "0.0025");
      List.of(Step.INGEST, Step.HASHTAGS, Step.SPLIT, Step.SAMPLE, Step.ASK).forEach(run::step);
      assertThat(server.calls().size()).isLessThan(40);
      assertThat(run.table(Table.LLM_REPEATS).count()).isZero();
    }
  }

  private static String answer(Map<String, Integer> seen, String post) {
    boolean again = seen.merge(post, 1, Integer::sum) > 1;
    return again && number(post) % 4 == 0 ? "sad" : "funny";
  }

  private static int number(String text) {
    return Integer.parseInt(text.replaceAll("\\D", ""));
  }

  /** Share of the repeated posts that the server changes its mind about. */
  private static double flipping(List<Row> repeats) {
    List<Row> first = repeats.stream().filter(row -> row.<Integer>getAs("repeat") == 0).toList();
    long changing =
        first.stream().filter(row -> number(row.<String>getAs("post_id")) % 4 == 0).count();
    return (double) changing / first.size();
  }

  private static double metric(TestRun run, String metric) {
    return run.table(Table.EVALUATION)
        .filter("labeler = 'llm' and metric = '" + metric + "'")
        .first()
        .<Double>getAs("value");
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
}
