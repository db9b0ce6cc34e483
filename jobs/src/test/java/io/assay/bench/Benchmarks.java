package io.assay.bench;

import io.assay.job.ExecutorsBenchmark;
import io.assay.job.HashtagsBenchmark;
import io.assay.job.ScaleBenchmark;
import io.assay.job.predict.EmbedJobBenchmark;
import io.assay.job.predict.EvaluateBenchmark;
import io.assay.job.predict.SklearnBenchmark;
import io.assay.job.predict.StaticBenchmark;
import io.assay.labeler.KnnBenchmark;
import io.assay.llm.AskBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;

/** What {@code ./assay bench NAME} runs. Each prints the product beside its limit, by rounds. */
public final class Benchmarks {
  private static final Map<String, Benchmark> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ask", AskBenchmark::main),
              Map.entry("embed", EmbedJobBenchmark::main),
              Map.entry("embedder", EmbedBenchmark::main),
              Map.entry("evaluate", EvaluateBenchmark::main),
              Map.entry("executors", ExecutorsBenchmark::main),
              Map.entry("extract", ExtractBenchmark::main),
              Map.entry("hashtags", HashtagsBenchmark::main),
              Map.entry("knn", KnnBenchmark::main),
              Map.entry("scale", ScaleBenchmark::main),
              Map.entry("sklearn", SklearnBenchmark::main),
              Map.entry("static", StaticBenchmark::main)));

  private Benchmarks() {}

  private interface Benchmark {
    void run(String[] arguments) throws Exception;
  }

  /** Name of the benchmark and its arguments. */
  public static void main(String[] args) throws Exception {
    Benchmark benchmark = args.length == 0 ? null : ALL.get(args[0]);
    if (benchmark == null) {
      System.err.println("assay: name one of the benchmarks " + String.join(", ", ALL.keySet()));
      System.exit(2);
    } else {
      System.exit(ended(benchmark, Arrays.copyOfRange(args, 1, args.length)));
    }
  }

  /** Threads of a server that were left behind must not keep the process alive. */
  private static int ended(Benchmark benchmark, String[] arguments) {
    try {
      benchmark.run(arguments);
      return 0;
    } catch (Exception e) {
      e.printStackTrace();
      return 1;
    }
  }

  /** The arguments, and defaults for those that are not given. */
  public static String[] withDefaults(String[] args, String... defaults) {
    String[] all = defaults.clone();
    System.arraycopy(args, 0, all, 0, args.length);
    return all;
  }

  /** An empty folder that is gone when the process is. */
  public static Path folder(String name) throws IOException {
    Path folder = Files.createTempDirectory(name + "-benchmark-");
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(folder.toFile())));
    return folder;
  }
}
