package io.assay.job.predict;

import io.assay.bench.Benchmarks;
import io.assay.bench.Ratios;
import io.assay.embed.Embedder;
import io.assay.embed.EmbedderSpec;
import io.assay.embed.ModelFiles;
import io.assay.io.Table;
import io.assay.job.FirstTask;
import io.assay.job.GeneratedPosts;
import io.assay.job.TestRun;
import io.assay.job.run.JobContext;
import io.assay.job.run.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Posts to predictions, Parquet to Parquet, by a linear classifier over a static embedder, timed
 * from the start of the first task, beside the transformer that the embedder was distilled from.
 *
 * <p>Arguments: static embedder (minilm-l6-static), transformer (minilm-l6-v2), posts (1,000,000),
 * rounds (3), posts in JSON lines that they look like (the bundled ones).
 */
public final class StaticBenchmark {
  private static final int CORES = 2;
  private static final int SAMPLE = 500;
  private static final String LABELS =
      "{funny: , cute: , wow: , sad: , angry: , tired: , celebrate: }";

  private StaticBenchmark() {}

  /** Prints posts a second and core, and their ratio, by rounds. */
  public static void main(String[] args) throws Exception {
    String[] given =
        Benchmarks.withDefaults(
            args, "minilm-l6-static", "minilm-l6-v2", "1000000", "3", "test-data/posts.jsonl");
    Path folder = Benchmarks.folder("static");
    Path like = Path.of(given[4]).toAbsolutePath();
    String task =
        TestRun.TASK
            .replace("{funny: , sad: , cute: }", LABELS)
            .replace(
                "kind: hashtag-odds",
                "kind: classifier, features: [embedding], embedder: " + given[0]);
    try (SparkSession session = FirstTask.session()) {
      TestRun learned =
          learned(session, Files.createDirectory(folder.resolve("small")), task, like);
      TestRun run =
          GeneratedPosts.run(
              session,
              Files.createDirectory(folder.resolve("large")),
              task,
              like,
              Long.parseLong(given[2]));
      run.step(Step.ASK, context -> context.tables().write(Table.LLM_LABELS, List.of()));
      long posts = run.table(Table.POSTS).count();
      FirstTask first = FirstTask.of(session);
      try (Embedder transformer = transformer(run, given[1])) {
        List<String> sample =
            run.table(Table.POSTS)
                .select("text")
                .limit(SAMPLE)
                .as(Encoders.STRING())
                .collectAsList();
        measure(Integer.parseInt(given[3]), posts, first, run, learned, transformer, sample);
      }
    }
  }

  private static void measure(
      int rounds,
      long posts,
      FirstTask first,
      TestRun run,
      TestRun learned,
      Embedder transformer,
      List<String> sample)
      throws InterruptedException {
    List<Double> speeds = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double seconds = first.seconds(() -> predict(run, learned));
      double speed = posts / seconds / CORES;
      long start = System.nanoTime();
      transformer.embed(sample);
      double slow = sample.size() / ((System.nanoTime() - start) / 1e9);
      System.out.printf(
          Locale.ROOT,
          "%s: %,.0f posts/s a core; transformer outside Spark %,.0f; ratio %.0f%n",
          round == 0 ? "warm-up" : "round " + round,
          speed,
          slow,
          speed / slow);
      if (round > 0) {
        speeds.add(speed);
        ratios.add(speed / slow);
      }
    }
    System.out.println(
        Ratios.spread("posts/s a core", 0, speeds) + "; " + Ratios.spread("ratio", 0, ratios));
  }

  /** As step predict does it, with the model of another run. */
  private static void predict(TestRun run, TestRun learned) {
    JobContext context = run.context();
    var spec = context.task().labelers().get(0);
    Dataset<Row> posts =
        Labeling.label(
            context,
            LearningPosts.all(context),
            spec,
            ModelCards.published(learned.context(), spec.name()));
    context.tables().write(Table.PREDICTIONS, Predict.predictions(context, posts, List.of(spec)));
  }

  private static TestRun learned(SparkSession session, Path folder, String task, Path like)
      throws Exception {
    TestRun run =
        new TestRun(
            session,
            folder,
            task,
            List.of(like.toString()),
            Files.readString(like.resolveSibling("gold.jsonl")));
    for (Step step : Step.values()) {
      if (step.compareTo(Step.TRAIN) <= 0) {
        run.step(step);
      }
    }
    return run;
  }

  private static Embedder transformer(TestRun run, String name) {
    EmbedderSpec spec = run.spec().embedder(name);
    var home = run.context().host().home();
    return Embedder.open(ModelFiles.of(spec, home), home.natives());
  }
}
