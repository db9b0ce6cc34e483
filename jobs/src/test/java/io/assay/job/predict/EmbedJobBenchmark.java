package io.assay.job.predict;

import io.assay.bench.BareOnnx;
import io.assay.bench.Benchmarks;
import io.assay.bench.Ratios;
import io.assay.embed.EmbedderSpec;
import io.assay.embed.ModelFiles;
import io.assay.io.Table;
import io.assay.job.FirstTask;
import io.assay.job.GeneratedPosts;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Step {@code embed}, from table {@code posts} to vectors in the store, timed from the start of its
 * first task, against bare ONNX Runtime on two threads without Spark and without files.
 *
 * <p>Arguments: embedder (minilm-l6-v2), posts (5,000), rounds (3), posts in JSON lines that they
 * look like (the bundled ones).
 */
public final class EmbedJobBenchmark {
  private static final int THREADS = 2;

  private EmbedJobBenchmark() {}

  /** Prints a line a round, then the least, middle and greatest ratio of speed. */
  public static void main(String[] args) throws Exception {
    String[] given =
        Benchmarks.withDefaults(args, "minilm-l6-v2", "5000", "3", "test-data/posts.jsonl");
    Path folder = Benchmarks.folder("embed");
    String task =
        TestRun.TASK
            .replace("labelers:", "embedder: " + given[0] + "\nlabelers:")
            .replace("kind: hashtag-odds", "kind: knn");
    try (SparkSession session = FirstTask.session()) {
      TestRun run =
          GeneratedPosts.run(session, folder, task, Path.of(given[3]), Long.parseLong(given[1]));
      EmbedderSpec spec = EmbedderSpec.load(run.spec().conf(), given[0]);
      ModelFiles files = ModelFiles.of(spec, run.context().host().home());
      List<String> texts =
          run
              .table(Table.POSTS)
              .select("text")
              .distinct()
              .as(Encoders.STRING())
              .collectAsList()
              .stream()
              .map(spec.preparing())
              .toList();
      FirstTask first = FirstTask.of(session);
      // DJL wants to be the first to start ONNX Runtime.
      run.step(Step.EMBED);
      List<Double> ratios = new ArrayList<>();
      try (BareOnnx bare =
          new BareOnnx(files.folder(), spec.maxTokens(), spec.precision().maxRows())) {
        for (int round = 0; round <= Integer.parseInt(given[2]); round++) {
          FileUtils.deleteDirectory(folder.resolve("lake/store").toFile());
          double product = first.seconds(() -> run.step(Step.EMBED));
          double limit = bare.seconds(texts, THREADS);
          System.out.printf(
              Locale.ROOT,
              "%s: embed %.1f s, bare %.1f s, ratio %.3f%n",
              round == 0 ? "warm-up" : "round " + round,
              product,
              limit,
              limit / product);
          if (round > 0) {
            ratios.add(limit / product);
          }
        }
      }
      System.out.printf(Locale.ROOT, "%s, %,d texts, ", given[0], texts.size());
      System.out.println(Ratios.spread("speed over that of bare ONNX Runtime", 3, ratios));
    }
  }
}
