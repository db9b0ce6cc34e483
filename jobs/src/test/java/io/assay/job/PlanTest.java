package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.cost.Range;
import io.assay.io.Table;
import io.assay.job.PlanDocument.Asking;
import io.assay.job.PlanDocument.Work;
import io.assay.job.ask.PlanTables;
import io.assay.job.ask.Prompts;
import io.assay.job.run.JobContext;
import io.assay.job.run.MeasuredRun;
import io.assay.job.run.Step;
import io.assay.llm.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A plan against what a run then does. */
@ExtendWith(SharedSpark.class)
class PlanTest {
  private static final int POSTS = 60;
  private static final int SAMPLE = 40;
  private static final int AGAIN = 10;
  private static final List<Step> UNTIL_ASK =
      List.of(Step.INGEST, Step.HASHTAGS, Step.SPLIT, Step.SAMPLE, Step.ASK);

  @TempDir Path root;

  @BeforeEach
  void posts() throws IOException {
    StringBuilder posts = new StringBuilder();
    for (int i = 0; i < POSTS; i++) {
      // Every text is there three times, under three ids.
      posts.append(TestRun.post("p" + i, "a" + i, "my cat did number " + i / 3 + " me@x.org"));
    }
    Files.writeString(root.resolve("posts.jsonl"), posts);
    Files.writeString(root.resolve("prompt.txt"), "Which of these?\n{labels}\n\n{post}\n");
  }

  @Test
  void aPlanIsWhatTheRunThenDoes(SparkSession session) throws IOException {
    try (ScriptedServer server = new ScriptedServer((n, post) -> ScriptedServer.says("funny"))) {
      TestRun run = run(session, server.baseUrl(), SAMPLE);
      PlanDocument before = plan(run);
      assertThat(server.calls()).isEmpty();
      assertThat(root.resolve("lake")).as("nothing is kept").doesNotExist();
      assertThat(before.posts()).isEqualTo(POSTS);
      assertThat(before.steps()).extracting(Work::done).containsOnly(false);
      assertThat(work(before, Step.EMBED).hours()).isEqualTo(Range.ZERO);
      assertThat(before.steps())
          .filteredOn(work -> !work.step().equals("embed"))
          .extracting(Work::hours)
          .containsOnlyNulls();
      assertThat(before.withoutRate()).contains("ingest", "report").doesNotContain("ask llm");
      Asking asking = before.asks().get(0);
      assertThat(asking.basis()).isEqualTo("bytes");
      assertThat(asking.posts()).isEqualTo(SAMPLE);
      assertThat(asking.stored()).isZero();

      UNTIL_ASK.forEach(run::step);
      assertThat(server.calls()).hasSize(asking.toAsk());
      double tokens = 100.0 * asking.toAsk();
      double paid = asking.toAsk() * (100 * 1e-6 + 2 * 10e-6);
      assertThat(asking.outputTokens().contains(2.0 * asking.toAsk())).isTrue();
      assertThat(asking.inputTokens().low()).isLessThan(tokens);
      assertThat(Objects.requireNonNull(asking.usd()).low()).isLessThan(paid);
      assertThat(asking.atMostUsd()).isGreaterThan(asking.usd().high() / 2);

      Asking after = plan(run).asks().get(0);
      assertThat(after.toAsk()).isZero();
      assertThat(after.usd()).isEqualTo(Range.ZERO);

      Asking more = plan(run(session, server.baseUrl(), POSTS)).asks().get(0);
      assertThat(more.basis()).as("of earlier answers").isEqualTo("measured");
      assertThat(more.toAsk()).isPositive().isLessThan(asking.toAsk());
      assertThat(more.inputTokens()).isEqualTo(Range.exactly(100.0 * more.toAsk()));
      assertThat(Objects.requireNonNull(more.usd()).contains(more.toAsk() * 120e-6)).isTrue();
    }
  }

  @Test
  void thePromptsThatAreShownAreThoseThatAreSent(SparkSession session) throws IOException {
    try (ScriptedServer server = new ScriptedServer((n, post) -> ScriptedServer.says("funny"))) {
      TestRun run = run(session, server.baseUrl(), SAMPLE);
      UNTIL_ASK.subList(0, 4).forEach(run::step);
      List<String> shown = Prompts.text(run.context(), 2).lines().toList();
      assertThat(server.calls()).isEmpty();
      run.step(Step.ASK);
      ObjectMapper json = new ObjectMapper();
      assertThat(shown).hasSize(3).first().asString().contains("llm would send to fake");
      assertThat(json.readTree(shown.get(1))).isEqualTo(server.calls().get(0).body());
      assertThat(json.readTree(shown.get(2))).isEqualTo(server.calls().get(1).body());
      assertThat(shown.get(1)).contains("my cat did").doesNotContain("me@x.org");
    }
  }

  @Test
  void whatWasMeasuredOnceIsForetoldForMorePosts(SparkSession session) throws IOException {
    TestRun run = run(session, "http://127.0.0.1:9/v1", SAMPLE);
    for (Step step : List.of(Step.INGEST, Step.SPLIT, Step.SAMPLE)) {
      run.step(
          step,
          context -> {
            Jobs.of(step).run(context);
            context.note(MeasuredRun.CORE_SECONDS, 6.0);
            context.note(MeasuredRun.CORES, 2);
          });
    }
    List<MeasuredRun> runs = MeasuredRun.of(run.spec());
    assertThat(runs).extracting(MeasuredRun::posts).containsExactly((long) POSTS);
    PlanDocument plan = new Planner(run.context(), runs).plan(POSTS * 100L, 4);
    assertThat(plan.posts()).isEqualTo(POSTS * 100L);
    Range split = Objects.requireNonNull(work(plan, Step.SPLIT).hours()).times(3600);
    assertThat(split.low()).as("nothing grows").isBetween(0.9, 1.01);
    assertThat(split.high()).as("everything grows").isBetween(224.0, 226.0);
    assertThat(work(plan, Step.PREDICT).hours()).isNull();
    assertThat(plan.withoutRate()).contains("predict").doesNotContain("split");
    assertThat(String.join("\n", PlanText.lines(plan)))
        .contains("6,000 posts on 4 cores")
        .contains("not measured yet");
  }

  @Test
  void withoutPostsOrARunThereIsNothingToPlan(SparkSession session) throws IOException {
    TestRun run = new TestRun(session, root, TestRun.TASK, List.of(), null);
    assertThatThrownBy(() -> PlanTables.there(run.spec()))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("--posts");
  }

  @Test
  void nothingOfWhatItLookedAtStaysInMemory(SparkSession session) throws IOException {
    TestRun run = run(session, "http://127.0.0.1:9/v1", SAMPLE);
    assertThat(session.sparkContext().getPersistentRDDs().isEmpty()).isTrue();
    try (PlanTables tables = PlanTables.of(session, run.spec(), run.context().host())) {
      assertThat(tables.context().tables().read(Table.SAMPLE).isEmpty()).isFalse();
      assertThat(session.sparkContext().getPersistentRDDs().isEmpty()).isTrue();
    }
  }

  private static Work work(PlanDocument plan, Step step) {
    return plan.steps().stream()
        .filter(work -> work.step().equals(step.key()))
        .findFirst()
        .orElseThrow();
  }

  private static PlanDocument plan(TestRun run) {
    JobContext context = run.context();
    try (PlanTables tables = PlanTables.of(run.session(), run.spec(), context.host())) {
      return new Planner(tables.context(), List.of()).plan(null, 2);
    }
  }

  private TestRun run(SparkSession session, String url, int sample) throws IOException {
    Path conf = BundledPosts.confWithEndpoint(root, url);
    String task =
        """
        task: small
        labels: {funny: , sad: }
        bar: {metric: accuracy, at_least: 0.5}
        budget: {usd: 1}
        sample: {llm_test: %d, gold: 0, seed: 7}
        labelers: [{name: llm, kind: llm, prompt: prompt.txt, model: fake, shots: 0, repeat: 2, repeat_posts: %d}]
        """
            .formatted(sample, AGAIN);
    return new TestRun(
        session,
        root,
        task,
        List.of(root.resolve("posts.jsonl").toString()),
        null,
        options -> options.conf = conf.toString());
  }
}
