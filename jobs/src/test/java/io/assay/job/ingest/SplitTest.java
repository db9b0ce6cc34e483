package io.assay.job.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.JobContext;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class SplitTest {
  private static final int POSTS = 240;
  private static final int AUTHORS = 60;
  private static SparkSession session;

  @TempDir Path root;
  private final StringBuilder posts = new StringBuilder();
  private final StringBuilder gold = new StringBuilder();

  @BeforeAll
  static void open(SparkSession shared) {
    session = shared;
  }

  /** Four posts an author, three of them with gold. */
  private void many(String split) {
    for (int i = 0; i < POSTS; i++) {
      posts.append(TestRun.post("p%03d".formatted(i), "author" + i % AUTHORS, words(i)));
      if (i < POSTS * 3 / 4) {
        gold.append(TestRun.gold("p%03d".formatted(i), "funny", split));
      }
    }
  }

  /** Texts that are no near-duplicates: digits would not tell them apart. */
  private static String words(int i) {
    return "post " + (char) ('a' + i % 26) + (char) ('a' + i / 26);
  }

  @Test
  void anAuthorsPostsStayTogetherAndSharesAreKept() throws IOException {
    many("");
    Map<String, String> parts = split(TestRun.TASK).byPost(Table.SPLITS, "part");
    assertThat(parts).hasSize(POSTS);
    for (int author = 0; author < AUTHORS; author++) {
      int first = author;
      Set<String> ofAuthor =
          parts.entrySet().stream()
              .filter(e -> Integer.parseInt(e.getKey().substring(1)) % AUTHORS == first)
              .map(Map.Entry::getValue)
              .collect(Collectors.toSet());
      assertThat(ofAuthor).as("author %d, posts without gold included", author).hasSize(1);
    }
    assertThat(parts.values().stream().filter("train"::equals).count()).isBetween(60L, 132L);
    assertThat(parts.values().stream().filter("test"::equals).count()).isBetween(60L, 132L);
    assertThat(Set.copyOf(parts.values())).contains("tune", "calibrate");
  }

  @Test
  void withoutAuthorsOnlyPostsWithGoldLearn() throws IOException {
    many("");
    String task = TestRun.TASK + "split: {group_by: post}\n";
    Map<String, String> parts = split(task).byPost(Table.SPLITS, "part");
    assertThat(parts.entrySet().stream().filter(e -> e.getKey().compareTo("p180") >= 0))
        .hasSize(POSTS / 4)
        .allMatch(e -> e.getValue().equals("test"));
    assertThat(Set.copyOf(parts.values())).contains("train", "tune", "calibrate", "test");
  }

  @Test
  void aGivenSplitWinsAndValIsHalved() throws IOException {
    many(", \"split\": \"val\"");
    TestRun run = split(TestRun.TASK);
    Map<String, String> parts = run.byPost(Table.SPLITS, "part");
    assertThat(Set.copyOf(parts.values())).containsExactlyInAnyOrder("tune", "calibrate");
    assertThat(parts.values().stream().filter("tune"::equals).count()).isBetween(72L, 168L);
  }

  @Test
  void aLikeInALaterPartDropsTheRowInTheEarlierOne() throws IOException {
    many(", \"split\": \"train\"");
    add("same", "x", "Post AA!!! https://example.org @somebody 17", "test");
    TestRun run = new TestRun(session, root, TestRun.TASK, write(), gold.toString());
    run.step(Step.INGEST);
    JobContext context = run.step(Step.SPLIT);
    assertThat(context.notes()).containsEntry("dropped", "1").containsEntry("dropped_ids", "p000");
    assertThat(run.byPost(Table.SPLITS, "part"))
        .hasSize(POSTS)
        .doesNotContainKey("p000")
        .containsEntry("same", "test")
        .containsEntry("p060", "train");
  }

  @Test
  void oneInAHundredIsCleanedMoreIsAnError() throws IOException {
    many(", \"split\": \"train\"");
    add("late", "author7", "one more", "test");
    assertThatThrownBy(() -> split(TestRun.TASK))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CHECK))
        .hasMessageContainingAll("3 of 181", "p007 p067 p127");
  }

  private void add(String id, String author, String text, String split) {
    posts.append(TestRun.post(id, author, text));
    gold.append(TestRun.gold(id, "funny", ", \"split\": \"%s\"".formatted(split)));
  }

  private TestRun split(String task) throws IOException {
    TestRun run = new TestRun(session, root, task, write(), gold.toString());
    run.step(Step.INGEST);
    run.step(Step.SPLIT);
    return run;
  }

  private List<String> write() throws IOException {
    return List.of(Files.writeString(root.resolve("posts.jsonl"), posts).toString());
  }
}
