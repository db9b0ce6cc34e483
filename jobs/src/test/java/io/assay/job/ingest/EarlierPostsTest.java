package io.assay.job.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.JobContext;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files with posts that an earlier run has read are not read again. */
@ExtendWith(SharedSpark.class)
class EarlierPostsTest {
  private static final String FIRST = "2026-11-19";
  private static final String SECOND = "2026-11-20";

  @TempDir Path folder;
  private SparkSession session;
  private Path posts;
  private String gold = TestRun.gold("a", "funny", "") + TestRun.gold("ghost", "sad", "");

  @BeforeEach
  void write(SparkSession session) throws IOException {
    this.session = session;
    posts = Files.createDirectory(folder.resolve("posts"));
    file(
        "m.jsonl",
        TestRun.post("a", "x", "one #Up")
            + TestRun.post("b", "x", "two #sad")
            + TestRun.post("b", "x", "two again")
            + "{\"id\": \"c\", \"text\": \"three\", \"created_at\": \"soon\"}\n");
    assertThat(ingested(run(FIRST))).as("nothing was there before").isNull();
  }

  @Test
  void aFileThatCameSinceIsReadAlone() throws IOException {
    file(
        "k.jsonl",
        TestRun.post("d", "y", "four #down #Up")
            + TestRun.post("", "y", "nobody")
            + "{\"id\": \"e\", \"text\": \"five\", \"created_at\": \"later\"}\n");
    gold += TestRun.gold("d", "sad", "");
    TestRun grown = run(SECOND);
    JobContext context = grown.step(Step.INGEST);
    assertThat(context.savedWork())
        .isEqualTo("1 of 2 files with posts had been read on 2026-11-19 already");
    assertThat(context.notes()).containsEntry("created_at_not_read", "2");
    assertThat(grown.step(Step.HASHTAGS).savedWork()).contains(FIRST);
    assertThat(files(SECOND, "posts")).containsAll(files(FIRST, "posts"));
    assertThat(files(SECOND, "hashtags")).containsAll(files(FIRST, "hashtags"));
    assertThat(all(grown)).isEqualTo(all(anew()));
    assertThat(grown.byPost(Table.POSTS, "text")).containsOnlyKeys("a", "b", "c", "d", "e");
  }

  @Test
  void otherGoldAndNoNewFileLeaveThePostsAsTheyAre() throws IOException {
    gold = TestRun.gold("b", "sad", "");
    TestRun next = run(SECOND);
    assertThat(ingested(next)).startsWith("1 of 1 files");
    next.step(Step.HASHTAGS);
    assertThat(files(SECOND, "posts")).containsAll(files(FIRST, "posts"));
    assertThat(next.byPost(Table.GOLD, "label")).hasToString("{b=sad}");
    assertThat(all(next)).isEqualTo(all(anew()));
  }

  @Test
  void anIdThatIsThereAlreadyHasAllFilesRead() throws IOException {
    file("k.jsonl", TestRun.post("a", "y", "earlier in the order of files"));
    TestRun next = run(SECOND);
    assertThat(ingested(next)).isNull();
    assertThat(next.byPost(Table.POSTS, "text"))
        .containsEntry("a", "earlier in the order of files");
  }

  @Test
  void whatElseMayChangeATextHasAllFilesRead() throws IOException {
    gold += TestRun.gold("b", "sad", ", \"source\": \"hashtag:sad\"");
    TestRun other = run(SECOND);
    assertThat(ingested(other)).as("a hashtag to take out").isNull();
    assertThat(other.byPost(Table.POSTS, "text").get("b")).startsWith("two").doesNotContain("sad");

    file("m.jsonl", TestRun.post("a", "x", "another"));
    assertThat(ingested(run("2026-11-21"))).as("another file of the same name").isNull();

    Files.delete(posts.resolve("m.jsonl"));
    file("n.jsonl", TestRun.post("a", "x", "another"));
    assertThat(ingested(run("2026-11-22"))).as("a file is gone").isNull();
  }

  @Test
  void postsThatAreNotWholeServeNobody() throws IOException {
    Path lost = folder.resolve("lake/runs/small").resolve(FIRST).resolve("posts");
    Files.delete(lost.resolve(files(FIRST, "posts").get(0)));
    assertThat(ingested(run(SECOND))).isNull();
  }

  private static @Nullable String ingested(TestRun run) {
    String saved = run.step(Step.INGEST).savedWork();
    run.step(Step.HASHTAGS);
    return saved;
  }

  private static List<String> all(TestRun run) {
    return List.of(
        rows(run, Table.POSTS),
        rows(run, Table.REJECTS),
        rows(run, Table.GOLD),
        rows(run, Table.HASHTAGS));
  }

  private static String rows(TestRun run, Table table) {
    return String.join("\n", run.table(table).toJSON().sort("value").collectAsList());
  }

  private List<String> files(String ds, String table) throws IOException {
    Path output = folder.resolve("lake/runs/small").resolve(ds).resolve(table);
    try (var files = Files.list(output)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("part-"))
          .toList();
    }
  }

  private void file(String name, String lines) throws IOException {
    Files.writeString(posts.resolve(name), lines);
  }

  private TestRun run(String ds) throws IOException {
    return run(ds, folder.resolve("lake"));
  }

  /** In a lake where nothing was done before. */
  private TestRun anew() throws IOException {
    TestRun run = run(SECOND, Files.createTempDirectory(folder, "lake"));
    assertThat(ingested(run)).isNull();
    return run;
  }

  private TestRun run(String ds, Path lake) throws IOException {
    return new TestRun(
        session,
        folder,
        TestRun.TASK,
        List.of(posts.toString()),
        gold,
        options -> {
          options.ds = ds;
          options.lake = lake.toString();
        });
  }
}
