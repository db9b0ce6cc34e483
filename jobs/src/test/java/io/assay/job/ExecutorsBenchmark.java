package io.assay.job;

import io.assay.bench.BareOnnx;
import io.assay.bench.Benchmarks;
import io.assay.bench.Ratios;
import io.assay.embed.Embedder;
import io.assay.embed.EmbedderSpec;
import io.assay.embed.ModelFiles;
import io.assay.io.AssayHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Step {@code embed} on one and on two executors of one core each, from its first task to its end
 * with the loading of the model included, beside bare ONNX Runtime on one and on two threads: two
 * cores of a machine share its memory, so that no program is twice as fast on them.
 *
 * <p>Arguments: embedder (minilm-l6-v2), posts (5,000), rounds (3), posts in JSON lines that they
 * look like (the bundled ones).
 */
public final class ExecutorsBenchmark {
  private static final String POSTS = "posts";
  private static final String LAKE = "lake";
  private static final int LIMIT_TEXTS = 1_000;

  private ExecutorsBenchmark() {}

  /** Prints a line a round, then the least, middle and greatest ratio of speed. */
  public static void main(String[] args) throws Exception {
    String[] given =
        Benchmarks.withDefaults(args, "minilm-l6-v2", "5000", "3", "test-data/posts.jsonl");
    Path folder = Benchmarks.folder("executors");
    String task =
        BundledPosts.TASK.replace("labelers:", "embedder: " + given[0] + "\nlabelers:")
            + "  - {name: nearest, kind: knn}\n";
    EventLog log = new EventLog(folder.resolve("events"));
    Path like = Path.of(given[3]).toAbsolutePath();
    List<Double> ratios = new ArrayList<>();
    List<Double> limits = new ArrayList<>();
    try (ClusterRuns runs = new ClusterRuns(folder, task, like, log.submitOptions())) {
      List<String> texts;
      try (SparkSession session = FirstTask.session()) {
        runs.generate(session, POSTS, Long.parseLong(given[1]));
        texts = texts(session.read().parquet(folder.resolve(POSTS).toString()));
      }
      for (int round = 1; round <= Integer.parseInt(given[2]); round++) {
        double one = seconds(runs, folder, log, 1);
        double two = seconds(runs, folder, log, 2);
        double limit = limit(given[0], texts);
        ratios.add(one / two);
        limits.add(limit);
        System.out.printf(
            Locale.ROOT,
            "round %d: one executor %.1f s, two %.1f s, ratio %.2f; two threads over one, bare: %.2f%n",
            round,
            one,
            two,
            one / two,
            limit);
      }
    }
    System.out.println(
        Ratios.spread("two executors over one", 2, ratios)
            + "; "
            + Ratios.spread("two threads over one", 2, limits));
  }

  private static List<String> texts(Dataset<Row> posts) {
    return posts.select("text").limit(LIMIT_TEXTS).as(Encoders.STRING()).collectAsList();
  }

  private static double limit(String embedder, List<String> texts) throws Exception {
    Path conf = Path.of(System.getenv().getOrDefault("ASSAY_CONF", "conf"));
    EmbedderSpec spec = EmbedderSpec.load(conf, embedder);
    AssayHome home = AssayHome.of(System.getenv(), System.getProperty("user.home"));
    ModelFiles files = ModelFiles.of(spec, home);
    // DJL wants to be the first to start ONNX Runtime.
    try (Embedder product = Embedder.open(files, home.natives());
        BareOnnx bare =
            new BareOnnx(files.folder(), spec.maxTokens(), spec.precision().maxRows())) {
      product.embed(texts.subList(0, 1));
      bare.seconds(texts.subList(0, LIMIT_TEXTS / 10), 2);
      return bare.seconds(texts, 1) / bare.seconds(texts, 2);
    }
  }

  private static double seconds(ClusterRuns runs, Path folder, EventLog log, int executors)
      throws Exception {
    FileUtils.deleteDirectory(folder.resolve("lakes").toFile());
    runs.run("ingest", LAKE, List.of(POSTS), executors);
    runs.run("embed", LAKE, List.of(POSTS), executors);
    double work = log.secondsFromFirstTask();
    double step = runs.seconds(LAKE).getOrDefault("embed", Double.NaN);
    System.out.printf(
        Locale.ROOT,
        "  executors %d: the step took %.1f s, %.1f s of it before its first task%n",
        executors,
        step,
        step - work);
    return work;
  }
}
