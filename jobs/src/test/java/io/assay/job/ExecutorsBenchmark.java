package io.assay.job;

import io.assay.bench.Benchmarks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/**
 * Step {@code embed} on one and on two executors of one core each, the loading of the model
 * included.
 *
 * <p>Arguments: embedder (minilm-l6-v2), posts (5,000), rounds (3), posts in JSON lines that they
 * look like (the bundled ones).
 */
public final class ExecutorsBenchmark {
  private static final String POSTS = "posts";
  private static final String LAKE = "lake";

  private ExecutorsBenchmark() {}

  /** Prints a line a round, then the least, middle and greatest ratio of speed. */
  public static void main(String[] args) throws Exception {
    String[] given =
        Benchmarks.withDefaults(args, "minilm-l6-v2", "5000", "3", "test-data/posts.jsonl");
    Path folder = Benchmarks.folder("executors");
    String task =
        BundledPosts.TASK.replace("labelers:", "embedder: " + given[0] + "\nlabelers:")
            + "  - {name: nearest, kind: knn}\n";
    List<Double> ratios = new ArrayList<>();
    try (ClusterRuns runs = new ClusterRuns(folder, task, Path.of(given[3]).toAbsolutePath())) {
      try (SparkSession session = FirstTask.session()) {
        runs.generate(session, POSTS, Long.parseLong(given[1]));
      }
      for (int round = 1; round <= Integer.parseInt(given[2]); round++) {
        double one = seconds(runs, folder, 1);
        double two = seconds(runs, folder, 2);
        ratios.add(one / two);
        System.out.printf(
            Locale.ROOT,
            "round %d: one executor %.1f s, two %.1f s, ratio %.2f%n",
            round,
            one,
            two,
            one / two);
      }
    }
    ratios.sort(Double::compare);
    System.out.printf(
        Locale.ROOT,
        "speed of two executors over that of one: min %.2f, median %.2f, max %.2f%n",
        ratios.get(0),
        ratios.get(ratios.size() / 2),
        ratios.get(ratios.size() - 1));
  }

  private static double seconds(ClusterRuns runs, Path folder, int executors) throws Exception {
    FileUtils.deleteDirectory(folder.resolve("lakes").toFile());
    runs.run("ingest", LAKE, List.of(POSTS), executors);
    runs.run("embed", LAKE, List.of(POSTS), executors);
    return runs.seconds(LAKE).getOrDefault("embed", Double.NaN);
  }
}
