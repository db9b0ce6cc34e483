package io.assay.job.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Table;
import io.assay.job.AssayProcess;
import io.assay.job.TestRun;
import io.assay.job.run.JobContext;
import io.assay.job.run.Step;
import io.assay.post.TextKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class IngestTest {
  private static final Path BROKEN = AssayProcess.PROJECT.resolve("test-data/broken");
  private static SparkSession session;

  @TempDir Path root;

  @BeforeAll
  static void open(SparkSession shared) {
    session = shared;
  }

  @Test
  void everyRecordIsAPostOrARejectWithItsReason() throws IOException {
    String gold = TestRun.gold("ok1", "funny", "") + TestRun.gold("ghost", "sad", "");
    TestRun run =
        run(
            List.of(
                BROKEN.resolve("posts.jsonl").toString(), BROKEN.resolve("posts.csv").toString()),
            gold);
    JobContext context = run.step(Step.INGEST);
    assertThat(run.byPost(Table.POSTS, "author"))
        .hasToString("{17=null, c1=ann, c2=bob, ok1=ann, ok2=null}");
    assertThat(run.byPost(Table.POSTS, "created_at"))
        .containsEntry("ok1", "2026-08-03 10:00:00.0")
        .containsEntry("17", "null");
    assertThat(run.byPost(Table.POSTS, "text_hash"))
        .containsEntry("ok1", TextKey.textHash("first good post #fine"));
    assertThat(context.notes()).containsEntry("created_at_not_read", "1");
    assertThat(
            run.table(Table.REJECTS)
                .selectExpr("concat_ws(' ', regexp_extract(source, '[^/]+$', 0), position, reason)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            "posts.jsonl 116 not-utf8",
            "posts.jsonl 164 not-json",
            "posts.jsonl 208 missing-id",
            "posts.jsonl 241 duplicate-id",
            "posts.jsonl 284 empty-text",
            "posts.jsonl 315 empty-text",
            "posts.jsonl 333 not-json",
            "posts.csv 73 not-csv",
            "posts.csv 76 missing-id",
            "posts.csv 89 duplicate-id",
            "posts.csv -1 not-csv",
            "gold.jsonl 32 gold-without-post");
    assertThat(run.byPost(Table.GOLD, "label")).hasToString("{ok1=funny}");
  }

  @Test
  void textsMayBeLongButNotTooLongAndAHashtagThatGoldCameFromIsTakenOut() throws IOException {
    String posts =
        TestRun.post("long", "a", "x".repeat(100_000))
            + TestRun.post("longer", "a", "x".repeat(100_001))
            + TestRun.post("bytes", "a", "é".repeat(50_001))
            + TestRun.post("source", "a", "so it goes #Sad #rain")
            + TestRun.post("other", "a", "so it goes #sad #rain");
    String gold =
        TestRun.gold("source", "sad", ", \"source\": \"hashtag:sad\"")
            + TestRun.gold("other", "sad", ", \"source\": \"people\"");
    TestRun run = run(List.of(write(posts)), gold);
    run.step(Step.INGEST);
    assertThat(run.byPost(Table.POSTS, "text"))
        .containsOnlyKeys("long", "source", "other")
        .containsEntry("other", "so it goes #sad #rain")
        .hasEntrySatisfying(
            "source", text -> assertThat(text).contains("#rain").doesNotContainIgnoringCase("sad"));
    assertThat(run.table(Table.REJECTS).select("reason").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("text-too-long");
    assertThat(run.byPost(Table.GOLD, "source"))
        .containsEntry("source", "hashtag:sad")
        .containsEntry("other", "people");
  }

  @Test
  void goldWithErrorsStopsTheRunWithAllOfThem() throws IOException {
    String gold =
        Files.readString(BROKEN.resolve("gold.jsonl"))
            + TestRun.gold("ok1", "sad", "")
            + TestRun.gold("x", "cute", ", \"split\": \"trian\"");
    TestRun run = run(List.of(BROKEN.resolve("posts.jsonl").toString()), gold);
    assertThatThrownBy(() -> run.step(Step.INGEST))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll(
            "gold.jsonl, byte 32: post ok2: 'funnny'",
            "did you mean 'funny'?",
            "byte 65: a gold record needs id and label",
            "byte 79: not-json",
            "split 'trian' is none of train, val, test",
            "post ok1 has two labels of one annotator")
        .hasMessageNotContaining("ghost");
  }

  @Test
  void nothingUsableIsAnErrorOfTheInput() throws IOException {
    TestRun run = run(List.of(write("{}\n{\"id\": \"a\", \"text\": \"\\u200b\"}\n")), null);
    assertThatThrownBy(() -> run.step(Step.INGEST))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll("missing-id: 1, the first in ", "empty-text: 1, the first in ");
  }

  @Test
  void aStepWithoutItsInputNamesTheCommandThatMakesIt() throws IOException {
    TestRun run = run(List.of(write(TestRun.post("a", "b", "c"))), null);
    assertThatThrownBy(() -> run.step(Step.SPLIT))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
        .hasMessageContaining("./assay ingest");
  }

  private String write(String posts) throws IOException {
    return Files.writeString(root.resolve("posts.jsonl"), posts).toString();
  }

  private TestRun run(List<String> posts, @Nullable String gold) throws IOException {
    return new TestRun(session, root, TestRun.TASK, posts, gold);
  }
}
