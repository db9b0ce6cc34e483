package io.assay.job.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Models and predictions that an earlier run had to make are not made again. */
@ExtendWith(SharedSpark.class)
class EarlierWorkTest {
  private static final String TASK =
      """
      task: small
      labels: {funny: , sad: }
      bar: {metric: accuracy, at_least: 0.5}
      labelers:
        - {name: odds, kind: hashtag-odds}
        - {name: words, kind: classifier, features: [words], min_posts: 1, parameters: {regularization: [0.01]}}
        - {name: often, kind: hashtag-odds, min_count: 9}
      """;
  private static final String JURY =
      "  - {name: jury, kind: dawid-skene, labelers: [odds, words, often]}\n";
  private static final List<Step> STEPS =
      Stream.of(Step.values()).filter(step -> step.compareTo(Step.EVALUATE) < 0).toList();

  @TempDir Path folder;
  private SparkSession session;
  private Path posts;
  private String gold = "";

  @BeforeEach
  void write(SparkSession session) throws IOException {
    this.session = session;
    posts = folder.resolve("posts.jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      boolean funny = i % 2 == 0;
      lines.append(
          TestRun.post("p" + i, "a" + i, (funny ? "haha #up " : "cry #down ") + "x".repeat(1 + i)));
      String part = i == 0 ? ", \"split\": \"train\"" : "";
      gold += TestRun.gold("p" + i, funny ? "funny" : "sad", part);
    }
    Files.writeString(posts, lines);
  }

  @Test
  void onlyNewAndChangedPostsAreLabelledByTheSameModels() throws IOException {
    assertThat(all(run(gold, "2026-11-20"))).as("nothing was there before").isEmpty();

    replace(lines -> lines + TestRun.post("odd", "b", "haha yes") + TestRun.post("new", "b", "so"));
    TestRun more = run(gold, "2026-11-20");
    assertThat(all(more))
        .containsExactly(
            "the same labels, settings and code as on 2026-11-20: its models serve again",
            "the models of 2026-11-20 have labelled all but 2 of the posts already");
    assertThat(predictions(more)).contains("odd words funny labelled").hasSize(3 * 62);

    replace(lines -> lines.replace("haha yes", "cry no").replaceAll("\\{\"id\": \"new\".*\n", ""));
    TestRun next = run(gold, "2026-11-21");
    assertThat(all(next).get(1)).contains("2026-11-20").contains("all but 1 of the posts");
    assertThat(rates(next)).as("measured once").hasSize(3).isEqualTo(rates(more));
    assertThat(predictions(next))
        .contains("odd words sad labelled")
        .hasSize(3 * 61)
        .isEqualTo(predictions(anew()));
  }

  @Test
  void otherGoldAndDamagedFilesServeNobody() throws IOException {
    all(run(gold, "2026-11-19"));
    String other = gold.replaceAll("(\"id\": \"p1\", \"label\": )\"sad\"", "$1\"funny\"");
    assertThat(all(run(other, "2026-11-20"))).as("other gold").isEmpty();

    Path lake = folder.resolve("lake/runs/small/2026-11-19");
    try (Stream<Path> files = Files.list(lake.resolve("predictions/labeler=odds"))) {
      Files.delete(files.filter(file -> file.toString().endsWith(".parquet")).findFirst().get());
    }
    Files.writeString(folder.resolve("lake/runs/small/2026-11-20/manifest.json"), "{");
    TestRun relabelled = run(gold, "2026-11-21");
    assertThat(all(relabelled)).singleElement().asString().contains("serve again");
    assertThat(predictions(relabelled)).hasSize(3 * 60);

    Files.delete(lake.resolve("models/cards.json"));
    Files.delete(folder.resolve("lake/runs/small/2026-11-21/models/cards.json"));
    assertThat(all(run(gold, "2026-11-22")))
        .as("models that are not whole")
        .noneMatch(line -> line.contains("serve again"));
  }

  @Test
  void whoLearnsFromPostsWithoutGoldLearnsFromMoreOfThem() throws IOException {
    assertThat(all(run(gold, "2026-11-19", JURY))).isEmpty();
    replace(lines -> lines + TestRun.post("tested", "b", "haha yes"));
    assertThat(all(run(gold, "2026-11-20", JURY))).hasSize(2);
    replace(lines -> lines + TestRun.post("taught", "a0", "haha no"));
    assertThat(all(run(gold, "2026-11-21", JURY))).as("of part train as its author is").isEmpty();
    assertThat(all(run(gold, "2026-11-22", ""))).as("without the jury").isEmpty();
    replace(lines -> lines + TestRun.post("more", "a0", "cry no"));
    assertThat(all(run(gold, "2026-11-23", ""))).hasSize(2);
  }

  private static Map<String, String> rates(TestRun run) {
    Map<String, String> rates =
        new TreeMap<>(run.context().run().manifest().step("predict").orElseThrow().notes());
    rates.keySet().removeIf(note -> !note.startsWith(Predict.RATE));
    return rates;
  }

  private void replace(UnaryOperator<String> change) throws IOException {
    Files.writeString(posts, change.apply(Files.readString(posts)));
  }

  /** Runs the steps; what those that learn and label say of work that they were saved. */
  private static List<String> all(TestRun run) {
    List<String> saved = new ArrayList<>();
    for (Step step : STEPS) {
      String said = run.step(step).savedWork();
      if (said != null && step.compareTo(Step.TRAIN) >= 0) {
        saved.add(said);
      }
    }
    return saved;
  }

  private TestRun run(String gold, String ds) throws IOException {
    return run(gold, ds, "");
  }

  private TestRun run(String gold, String ds, String more) throws IOException {
    return new TestRun(
        session, folder, TASK + more, List.of(posts.toString()), gold, options -> options.ds = ds);
  }

  /** In a lake where nothing was done before. */
  private TestRun anew() throws IOException {
    Path lake = Files.createTempDirectory(folder, "lake");
    TestRun run =
        new TestRun(
            session,
            folder,
            TASK,
            List.of(posts.toString()),
            gold,
            options -> options.lake = lake.toString());
    STEPS.forEach(run::step);
    return run;
  }

  private static List<String> predictions(TestRun run) {
    return run
        .table(Table.PREDICTIONS)
        .select(concat_ws(" ", col("post_id"), col("labeler"), col("label"), col("status")))
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }
}
