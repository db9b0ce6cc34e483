package io.assay.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.bench.PostGenerator;
import io.assay.cluster.Launcher;
import io.assay.cluster.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Commands on a cluster of two single-core executors, timed by their manifests. */
final class ClusterRuns implements AutoCloseable {
  private static final String DS = "2026-11-20";
  private static final int PARTITIONS = 16;

  private final Path folder;
  private final Path like;
  private final String submitOptions;
  private final StandaloneCluster cluster;

  /**
   * Starts the cluster.
   *
   * @param task its YAML; its labelers are those of {@link BundledPosts}
   * @param like posts in JSON lines that generated posts look like
   * @param submitOptions more options of {@code spark-submit}, separated by spaces
   */
  ClusterRuns(Path folder, String task, Path like, String submitOptions) throws IOException {
    this.folder = folder;
    this.like = like;
    this.submitOptions = submitOptions;
    BundledPosts.write(folder, Integer.MAX_VALUE, task);
    cluster = StandaloneCluster.start(folder.resolve("cluster"), "");
  }

  /** Writes posts in Parquet, whose ids start with the name. */
  void generate(SparkSession session, String name, long count) throws IOException {
    PostGenerator.like(like, name.hashCode())
        .posts(session, count, PARTITIONS)
        .withColumn("post_id", functions.concat(functions.lit(name), functions.col("post_id")))
        .write()
        .parquet(folder.resolve(name).toString());
  }

  /**
   * Runs a command over the bundled posts with their gold, and generated ones.
   *
   * @param generated names of posts that were generated
   * @param executors of one core each
   * @return what it printed
   */
  String run(String command, String lake, List<String> generated, int executors, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command, "--llm", "none", "--ds", DS));
    arguments.addAll(List.of("--task", folder.resolve("task.yaml").toString()));
    arguments.addAll(List.of("--gold", folder.resolve("gold.jsonl").toString()));
    arguments.addAll(List.of("--lake", folder.resolve("lakes").resolve(lake).toString()));
    arguments.addAll(List.of("--posts", folder.resolve("posts.jsonl").toString()));
    generated.forEach(name -> arguments.add(folder.resolve(name).toString()));
    arguments.addAll(List.of(more));
    String options =
        "--driver-memory 1g --executor-memory 2g --executor-cores 1 --conf spark.cores.max="
            + executors
            + " "
            + submitOptions;
    Launcher.Ended ended =
        Launcher.run(
            folder,
            Map.of("ASSAY_MASTER", cluster.url(), "ASSAY_SUBMIT", options, "JAVA_TOOL_OPTIONS", ""),
            arguments);
    if (ended.code() != 0) {
      throw new IllegalStateException(ended.printed());
    }
    return ended.printed();
  }

  /** Seconds of every step of a lake's run. */
  Map<String, Double> seconds(String lake) throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    var manifest =
        folder
            .resolve("lakes")
            .resolve(lake)
            .resolve("runs/mini")
            .resolve(DS)
            .resolve("manifest.json");
    new ObjectMapper()
        .readTree(Files.readString(manifest))
        .path("steps")
        .forEach(step -> seconds.put(step.path("name").asText(), step.path("seconds").asDouble()));
    return seconds;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
