package io.assay.job.predict;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.embed.EmbedderSpec;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class TextsToEmbedTest {
  @TempDir Path folder;
  private SparkSession session;
  private final List<String> inputs = new ArrayList<>();

  @BeforeEach
  void twoFiles(SparkSession session) throws IOException {
    this.session = session;
    input("a", "one", "two");
    input("b", "two", "three");
  }

  @Test
  void onlyFilesThatCameSinceAreRead() throws IOException {
    TestRun run = run();
    assertThat(embed(run)).containsExactly("one", "three", "two");
    assertThat(texts(wanted(run))).isEmpty();

    List<String> before = run.context().tables().files(Table.POSTS);
    input("c", "one", "four");
    TestRun more = run();
    assertThat(texts(wanted(more))).containsExactly("four");
    String[] read = wanted(more).texts().inputFiles();
    assertThat(before).noneMatch(file -> Stream.of(read).anyMatch(path -> path.endsWith(file)));
    assertThat(more.context().tables().files(Table.POSTS))
        .filteredOn(file -> !before.contains(file))
        .allMatch(file -> Stream.of(read).anyMatch(path -> path.endsWith(file)));
  }

  @Test
  void whatTheStoreHasLostIsEmbeddedAgain() throws IOException {
    TestRun run = run();
    embed(run);
    Path vectors = Path.of(run.spec().lake().embeddings(spec(run).id()).toUri());
    try (Stream<Path> files = Files.list(vectors)) {
      for (Path file : files.filter(any -> any.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }
    assertThat(texts(wanted(run))).containsExactly("one", "three", "two");
  }

  @Test
  void filesOfAnotherRunAreNotForgotten() throws IOException {
    TestRun first = run();
    embed(first);
    inputs.clear();
    input("d", "five");
    embed(run("2026-11-21"));
    assertThat(wanted(first).texts().inputFiles()).noneMatch(path -> path.contains("/posts/"));
  }

  private void input(String prefix, String... texts) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      lines.append(TestRun.post(prefix + i, "a", texts[i]));
    }
    Path file = folder.resolve(prefix + ".jsonl");
    Files.writeString(file, lines);
    inputs.add(file.toString());
  }

  private TestRun run() throws IOException {
    return run("2026-11-20");
  }

  private TestRun run(String ds) throws IOException {
    TestRun run =
        new TestRun(
            session, folder, TestRun.TASK, List.copyOf(inputs), null, options -> options.ds = ds);
    run.step(Step.INGEST);
    return run;
  }

  /** Texts that were wanted; then the store has a vector of each. */
  private static List<String> embed(TestRun run) {
    TextsToEmbed wanted = wanted(run);
    List<String> texts = texts(wanted);
    store(run, wanted.texts());
    wanted.done();
    return texts;
  }

  private static void store(TestRun run, Dataset<Row> texts) {
    Embed.store(run.context())
        .addEmbeddings(
            spec(run).id(), texts.withColumn("vector", array(lit(0.5f), lit(1f))), false);
  }

  private static TextsToEmbed wanted(TestRun run) {
    return new TextsToEmbed(run.context(), spec(run));
  }

  private static EmbedderSpec spec(TestRun run) {
    return run.spec().embedder("minilm-l6-v2-int8");
  }

  private static List<String> texts(TextsToEmbed wanted) {
    return wanted.texts().select("text").as(Encoders.STRING()).collectAsList().stream()
        .sorted()
        .toList();
  }
}
