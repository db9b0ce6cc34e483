package io.assay.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.ask.LeakCheck;
import io.assay.job.ask.PromptLeakCheck;
import io.assay.job.predict.KnownPosts;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Leaks that are planted into a finished table of parts, as a broken split would leave them. */
@ExtendWith(SharedSpark.class)
class LeakCheckTest {
  @TempDir Path root;

  @Test
  void whatWasLearnedFromIsNotScored(SparkSession session) throws IOException {
    TestRun run = run(session, TestRun.TASK);
    plant(run, split("a", "train", "g1"), split("b", "test", "g2"), split("c", "test", "g3"));
    assertThatCode(() -> check(run)).doesNotThrowAnyException();

    plant(run, split("a", "train", "g1"), split("a", "test", "g4"), split("c", "test", "g3"));
    refused(run, "a", "the post itself");
    plant(run, split("a", "tune", "g1"), split("b", "test", "g1"), split("c", "test", "g3"));
    refused(run, "b", "a post of its group");
    plant(run, split("a", "test", "g1"), split("d", "calibrate", "g2"), split("c", "test", "g3"));
    refused(run, "a", "a near-duplicate");
  }

  /** The step itself looks before it counts. */
  @Test
  void evaluateStopsAtALeak(SparkSession session) throws IOException {
    TestRun run = run(session, TestRun.TASK);
    plant(run, split("a", "train", "g"), split("b", "test", "g"));
    assertThatThrownBy(() -> run.step(Step.EVALUATE))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CHECK));
  }

  /** A prompt file is written by hand, and the example at hand may be a post of the frame. */
  @Test
  void aPostThatAPromptShowsIsNotScored(SparkSession session) throws IOException {
    String llm = "[{name: judge, kind: llm, prompt: prompt.txt, shots: 0}]\nbudget: {usd: 1}";
    prompt("so sad today\n{labels}\n{post}");
    TestRun run = run(session, TestRun.TASK.replaceFirst("labelers: .*", "labelers: " + llm));
    plant(run, split("a", "train", "g1"), split("c", "test", "g3"), split("b", "test", "g2"));
    assertThatCode(() -> checkPrompts(run)).as("a post of part train").doesNotThrowAnyException();
    prompt("{labels}\nPost: @you PUPPIES are everywhere, again!!\nLabel: cute\n{post}");
    for (Step step : List.of(Step.ASK, Step.EVALUATE)) {
      assertThatThrownBy(() -> run.step(step))
          .as("step %s", step)
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CHECK))
          .hasMessageContaining("labeler judge holds posts that it would be scored on: c.");
    }
  }

  private static void check(TestRun run) {
    LeakCheck.refuseLearnedFrom(new CountPosts(run.context()).gold());
  }

  private static void checkPrompts(TestRun run) {
    PromptLeakCheck.refuseShown(run.context(), new CountPosts(run.context()).scored());
  }

  private void prompt(String text) throws IOException {
    Files.writeString(root.resolve("prompt.txt"), text);
  }

  private static void refused(TestRun run, String id, String why) {
    assertThatThrownBy(() -> check(run))
        .as(why)
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CHECK))
        .hasMessageContaining("its group: " + id + ".");
  }

  /** Posts a and d are near-duplicates. */
  private TestRun run(SparkSession session, String task) throws IOException {
    String posts =
        TestRun.post("a", "x", "so sad today")
            + TestRun.post("b", "y", "what a joke")
            + TestRun.post("c", "z", "Puppies are everywhere again")
            + TestRun.post("d", "w", "So sad TODAY!!! 17");
    String gold =
        TestRun.gold("a", "sad", "")
            + TestRun.gold("b", "funny", "")
            + TestRun.gold("c", "cute", "")
            + TestRun.gold("d", "sad", "");
    List<String> paths = List.of(Files.writeString(root.resolve("posts.jsonl"), posts).toString());
    TestRun run = new TestRun(session, root, task, paths, gold);
    run.step(Step.INGEST);
    return run;
  }

  private static Row split(String id, String part, String group) {
    return RowFactory.create(id, part, group);
  }

  private static void plant(TestRun run, Row... splits) {
    run.step(Step.SPLIT, context -> context.tables().write(Table.SPLITS, List.of(splits)));
    run.step(Step.SAMPLE, context -> context.tables().write(Table.SAMPLE, List.of()));
    run.step(Step.ASK, context -> context.tables().write(Table.LLM_LABELS, List.of()));
    run.step(
        Step.PREDICT,
        context -> {
          KnownPosts.stage(context);
          context.tables().write(Table.PREDICTIONS, List.of());
          context.tables().write(Table.KNOWN_PREDICTIONS, List.of());
        });
  }
}
