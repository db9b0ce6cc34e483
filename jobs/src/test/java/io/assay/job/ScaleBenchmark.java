package io.assay.job;

import io.assay.bench.Benchmarks;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * A run of all steps but the transformer and the LLM over some posts and over many times as many,
 * on a cluster of two single-core executors of 2 GB with a driver of 1 GB; what {@code plan} said
 * of the larger one after the smaller; the larger one once more unchanged, and with one per cent
 * more posts.
 *
 * <p>Arguments: posts (500,000), times (10), posts in JSON lines that they look like (the bundled
 * ones).
 */
public final class ScaleBenchmark {
  private static final String TASK =
      BundledPosts.TASK.replace("labelers:", "embedder: minilm-l6-static\nlabelers:")
          + "  - {name: prototype, kind: prototype}\n"
          + "  - {name: logistic, kind: classifier, features: [embedding, hashtags, words]}\n";
  private static final int EXECUTORS = 2;
  private static final String SMALL = "small";
  private static final String LARGE = "large";
  private static final String MORE = "more";

  private ScaleBenchmark() {}

  /** Prints a line a step, then the plan, then what running again took. */
  public static void main(String[] args) throws Exception {
    String[] given = Benchmarks.withDefaults(args, "500000", "10", "test-data/posts.jsonl");
    long few = Long.parseLong(given[0]);
    long many = few * Long.parseLong(given[1]);
    Path folder = Benchmarks.folder("scale");
    try (ClusterRuns runs = new ClusterRuns(folder, TASK, Path.of(given[2]).toAbsolutePath(), "")) {
      try (SparkSession session = FirstTask.session()) {
        runs.generate(session, SMALL, few);
        runs.generate(session, LARGE, many);
        runs.generate(session, MORE, many / 100);
      }
      runs.run("run", SMALL, List.of(SMALL), EXECUTORS);
      String executors = Integer.toString(EXECUTORS);
      String[] plan = {
        "--corpus-size", Long.toString(many), "--executors", executors, "--cores", "1"
      };
      String planned = runs.run("plan", SMALL, List.of(SMALL), EXECUTORS, plan);
      runs.run("run", LARGE, List.of(LARGE), EXECUTORS);
      Map<String, Double> whole = runs.seconds(LARGE);
      table(runs.seconds(SMALL), few, whole, many);
      System.out.println(planned);
      long start = System.nanoTime();
      runs.run("run", LARGE, List.of(LARGE), EXECUTORS);
      System.out.printf(Locale.ROOT, "unchanged: %.1f s%n", (System.nanoTime() - start) / 1e9);
      runs.run("run", LARGE, List.of(LARGE, MORE), EXECUTORS);
      again(runs.seconds(LARGE), whole);
    }
  }

  private static void table(
      Map<String, Double> small, long few, Map<String, Double> large, long many) {
    System.out.printf(Locale.ROOT, "%,d and %,d posts%n", few, many);
    System.out.printf("%-10s %9s %9s %12s %12s %6s%n", "step", "s", "s", "us/post", "us/post", "");
    Stream.concat(small.keySet().stream(), Stream.of("all"))
        .forEach(
            step -> {
              double a = small.getOrDefault(step, sum(small));
              double b = large.getOrDefault(step, sum(large));
              double each = a / few * 1e6;
              double later = b / many * 1e6;
              System.out.printf(
                  Locale.ROOT,
                  "%-10s %9.1f %9.1f %12.2f %12.2f %6.2f%n",
                  step,
                  a,
                  b,
                  each,
                  later,
                  later / each);
            });
  }

  private static void again(Map<String, Double> again, Map<String, Double> whole) {
    again.forEach(
        (step, seconds) ->
            System.out.printf(
                Locale.ROOT,
                "1 %% more posts: %-10s %6.1f s of %6.1f s%n",
                step,
                seconds,
                whole.get(step)));
    System.out.printf(
        Locale.ROOT, "1 %% more posts: all %.1f s of %.1f s%n", sum(again), sum(whole));
  }

  private static double sum(Map<String, Double> seconds) {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
