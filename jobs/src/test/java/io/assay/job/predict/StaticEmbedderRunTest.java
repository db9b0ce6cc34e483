package io.assay.job.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.config.LabelerSpec;
import io.assay.embed.ModelFiles;
import io.assay.embed.StaticVectors;
import io.assay.io.Table;
import io.assay.job.AssayProcess;
import io.assay.job.TestRun;
import io.assay.job.ingest.GivenLabels;
import io.assay.job.run.JobContext;
import io.assay.job.run.Step;
import io.assay.labeler.Application;
import io.assay.labeler.Labelers;
import io.assay.labeler.PostColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Labelers with embedders of their own in one run, on the bundled posts. */
@ExtendWith(SharedSpark.class)
class StaticEmbedderRunTest {
  private static final String TASK =
      """
      task: fast
      labels: {funny: , cute: , wow: , sad: , angry: , tired: , celebrate: }
      bar: {metric: accuracy, at_least: 0.3}
      split: {train: 0.5, tune: 0.1, calibrate: 0.1, test: 0.3}
      embedder: minilm-l6-v2-int8
      labelers:
        - name: words
          kind: classifier
          embedder: minilm-l6-static
          features: [embedding, hashtags]
          explain: true
          parameters: {regularization: [0.01]}
        - {name: near, kind: knn, embedder: minilm-l6-static}
        - {name: indexed, kind: knn, embedder: minilm-l6-static, exact_up_to: 10}
        - {name: zero-shot, kind: prototype}
      """;

  @Test
  void eachLabelerSeesItsOwnVectorsAndStaticOnesAreStoredNowhere(
      @TempDir Path folder, SparkSession session) throws IOException {
    TestRun run = run(folder, session, 150);
    for (Step step : Step.values()) {
      if (step.compareTo(Step.EVALUATE) <= 0) {
        run.step(step);
      }
    }
    try (var stored = Files.list(folder.resolve("lake/store/embeddings"))) {
      assertThat(stored.map(file -> file.getFileName().toString()))
          .singleElement()
          .asString()
          .startsWith("model=minilm-l6-v2-int8-");
    }
    for (String labeler : List.of("words", "near", "zero-shot")) {
      assertThat(labelled(run, labeler)).as(labeler).isGreaterThan(75);
    }
    assertThat(run.table(Table.PREDICTIONS).columns()).doesNotContain(PostColumns.VECTOR);
    assertThat(labels(run, "indexed")).as("through an index").isEqualTo(labels(run, "near"));
    assertThat(staticVectorsIn(run)).as("three labelers see them").isEqualTo(1);
    String why =
        run.table(Table.PREDICTIONS)
            .filter(col("labeler").equalTo("words").and(col("evidence").startsWith("#")))
            .select("evidence")
            .first()
            .getString(0);
    assertThat(why).matches("#\\S+ \\+\\d+\\.\\d\\d(; .+ \\+\\d+\\.\\d\\d)*");
    assertThat(saidWith(run, ownVectors(run)))
        .as("vectors that a labeler makes itself are those of the column")
        .isEqualTo(saidWith(run, null))
        .hasSizeGreaterThan(75);
    assertThat(costs(run, "words")).contains("distillation", "predict").doesNotContain("embed");
    assertThat(costs(run, "zero-shot")).contains("embed").doesNotContain("distillation");
  }

  /** How often a pass of all labelers over the posts computes the static vectors. */
  private static long staticVectorsIn(TestRun run) {
    JobContext context = run.context();
    Dataset<Row> posts = LearningPosts.all(context);
    for (LabelerSpec spec : context.task().labelers()) {
      posts = Labeling.label(context, posts, spec, ModelCards.published(context, spec.name()));
    }
    Dataset<Row> predictions = Predict.predictions(context, posts, context.task().labelers());
    String plan = predictions.queryExecution().optimizedPlan().toString();
    return Pattern.compile("UDF\\(text#\\d+\\) AS vector").matcher(plan).results().count();
  }

  private static StaticVectors ownVectors(TestRun run) {
    JobContext context = run.context();
    ModelFiles files =
        ModelFiles.of(context.spec().embedder("minilm-l6-static"), context.host().home());
    return StaticVectors.of(files, context.session().sparkContext()).orElseThrow();
  }

  /** What labeler words says of each post. */
  private static List<Row> saidWith(TestRun run, @Nullable StaticVectors own) {
    JobContext context = run.context();
    LabelerSpec words = context.task().labelers().get(0);
    Application application =
        new Application(
            context.task(),
            words,
            ModelCards.published(context, words.name()),
            context.run().files(),
            GivenLabels.of(context),
            own);
    Dataset<Row> posts = Labeling.seen(context, LearningPosts.all(context), words);
    return Labelers.of(words.kind())
        .label(own == null ? posts : posts.drop(PostColumns.VECTOR), "said", application)
        .select("post_id", "said.*")
        .orderBy("post_id")
        .collectAsList();
  }

  private static TestRun run(Path folder, SparkSession session, int posts) throws IOException {
    Path data = AssayProcess.PROJECT.resolve("test-data");
    Path some = folder.resolve("posts.jsonl");
    Files.write(some, Files.readAllLines(data.resolve("posts.jsonl")).subList(0, posts));
    List<String> ids =
        Files.readAllLines(some).stream().map(line -> line.split("\"", 5)[3]).toList();
    String gold =
        String.join(
            "\n",
            Files.readAllLines(data.resolve("gold.jsonl")).stream()
                .filter(line -> ids.contains(line.split("\"", 5)[3]))
                .toList());
    return new TestRun(session, folder, TASK, List.of(some.toString()), gold + "\n");
  }

  private static long labelled(TestRun run, String labeler) {
    return run.table(Table.PREDICTIONS)
        .filter(col("labeler").equalTo(labeler).and(col("status").equalTo("labelled")))
        .count();
  }

  private static List<String> labels(TestRun run, String labeler) {
    return run
        .table(Table.PREDICTIONS)
        .filter(col("labeler").equalTo(labeler))
        .select(concat_ws(" ", col("post_id"), col("label")))
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> costs(TestRun run, String labeler) {
    Map<String, Row> byItem = new java.util.TreeMap<>();
    run.table(Table.COSTS)
        .filter(col("labeler").equalTo(labeler))
        .collectAsList()
        .forEach(row -> byItem.put(Objects.requireNonNull(row.<String>getAs("item")), row));
    return List.copyOf(byItem.keySet());
  }
}
