package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.SharedSpark;
import io.assay.cluster.Launcher;
import io.assay.cluster.StandaloneCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packed jar through a real spark-submit: on local cores, and on a cluster in both modes. */
@ExtendWith(SharedSpark.class)
class SubmitIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DS = "2026-11-20";
  private static final String SMALL = "--conf spark.sql.shuffle.partitions=2 ";
  private static final Pattern DRIVER = Pattern.compile("driver-\\d+-\\d+");

  @TempDir static Path root;

  private static StandaloneCluster cluster;
  private static Path local;

  @BeforeAll
  static void startTheClusterAndRunOnLocalCores() throws IOException {
    cluster = StandaloneCluster.start(root.resolve("cluster"));
    BundledPosts.write(root, 60, BundledPosts.TASK + BundledPosts.LOGISTIC);
    local = root.resolve("local");
    Launcher.Ended ended = submit("local[2]", SMALL, local);
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertThat(ended.printed()).contains("labeler", "logistic", "report: ");
  }

  @AfterAll
  static void stopTheCluster() {
    cluster.close();
  }

  /** Vectors come from executors: the model and the native libraries have reached them. */
  @Test
  void clientModeGivesTheTablesAndTheDecisionOfALocalRun(SparkSession spark) throws IOException {
    Path lake = root.resolve("client");
    Launcher.Ended ended = submit(cluster.url(), SMALL, lake);
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertSame(spark, lake);
  }

  /** Once while vectors are written, once while predictions are. */
  @Test
  void anExecutorThatIsKilledChangesNothing(SparkSession spark) throws Exception {
    Path lake = root.resolve("killed");
    CompletableFuture<Launcher.Ended> run =
        CompletableFuture.supplyAsync(() -> submit(cluster.url(), SMALL, lake));
    killWhileIn(run, lake.resolve("store/embeddings"));
    killWhileIn(run, folder(lake).resolve("_staging/predictions"));
    Launcher.Ended ended = run.get();
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertSame(spark, lake);
  }

  /** Kills an executor as soon as a job of Spark writes somewhere below a folder. */
  private static void killWhileIn(CompletableFuture<?> run, Path folder)
      throws InterruptedException {
    while (!isWritten(folder)) {
      assertThat(run).as("the run that writes to %s", folder).isNotDone();
      Thread.sleep(20);
    }
    assertThat(cluster.killAnExecutor()).isTrue();
  }

  private static boolean isWritten(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> below = Files.walk(folder, 2)) {
      return below.anyMatch(path -> path.endsWith("_temporary"));
    } catch (IOException | UncheckedIOException e) {
      // What is listed may be gone a moment later.
      return false;
    }
  }

  @Test
  void clusterModeGivesTheTablesAndTheDecisionOfALocalRun(SparkSession spark) throws IOException {
    Path lake = root.resolve("cluster-mode");
    String driver = submitToTheCluster(lake, "posts.jsonl");
    assertThat(cluster.endOf(driver)).as(cluster.printedBy(driver)).isEqualTo("FINISHED");
    assertThat(cluster.printedBy(driver)).contains("INFO JobRunner: step embed took");
    assertSame(spark, lake);
  }

  /** Nobody sees the exit code of a driver that a cluster runs: the manifest has it. */
  @Test
  void inClusterModeTheManifestTellsHowARunFailed() throws IOException {
    Path lake = root.resolve("no-posts");
    String driver = submitToTheCluster(lake, "absent.jsonl");
    assertThat(cluster.endOf(driver)).isNotEqualTo("FINISHED");
    JsonNode manifest = json(lake, "manifest.json");
    assertThat(manifest.path("exit_code").asInt()).isEqualTo(5);
    assertThat(manifest.path("message").asText()).contains("absent.jsonl");
    assertThat(cluster.printedBy(driver)).contains("assay: ", "absent.jsonl");
  }

  @Test
  void theExitCodeComesThroughInClientMode() {
    Launcher.Ended ended =
        Launcher.run(
            root,
            Map.of("ASSAY_MASTER", "local[1]"),
            List.of("run", "--task", root.resolve("no-task.yaml").toString()));
    assertThat(ended.code()).as(ended.printed()).isEqualTo(2);
    assertThat(ended.printed()).contains("no-task.yaml");
  }

  private static String submitToTheCluster(Path lake, String posts) {
    String master = "spark://127.0.0.1:" + cluster.restPort();
    String mode = "--deploy-mode cluster --conf spark.master.rest.enabled=true ";
    // The driver holds one of the two cores.
    String cores = "--conf spark.cores.max=1 ";
    Launcher.Ended ended = submit(master, SMALL + mode + cores, lake, posts);
    assertThat(ended.code()).as(ended.printed()).isZero();
    Matcher driver = DRIVER.matcher(ended.printed());
    assertThat(driver.find()).as(ended.printed()).isTrue();
    return driver.group();
  }

  private static Launcher.Ended submit(String master, String options, Path lake) {
    return submit(master, options, lake, "posts.jsonl");
  }

  private static Launcher.Ended submit(String master, String options, Path lake, String posts) {
    List<String> run = new ArrayList<>(List.of("run", "--llm", "none", "--ds", DS));
    run.addAll(List.of("--task", root.resolve("task.yaml").toString()));
    run.addAll(List.of("--posts", root.resolve(posts).toString()));
    run.addAll(List.of("--gold", root.resolve("gold.jsonl").toString()));
    run.addAll(List.of("--lake", lake.toString()));
    return Launcher.run(root, Map.of("ASSAY_MASTER", master, "ASSAY_SUBMIT", options.strip()), run);
  }

  private static void assertSame(SparkSession spark, Path lake) throws IOException {
    assertThat(json(lake, "manifest.json").path("outcome").asText()).isEqualTo("ok");
    for (String table : List.of("splits", "predictions", "counts", "evaluation", "comparison")) {
      assertThat(rows(spark, lake, table)).as(table).isEqualTo(rows(spark, local, table));
    }
    JsonNode expected = json(local, "decision.json");
    JsonNode decision = json(lake, "decision.json");
    assertThat(decision.path("verdict")).isEqualTo(expected.path("verdict"));
    assertThat(decision.path("candidates").findValues("lower"))
        .isEqualTo(expected.path("candidates").findValues("lower"))
        .hasSize(3);
  }

  private static List<String> rows(SparkSession spark, Path lake, String table) {
    return spark
        .read()
        .parquet(folder(lake).resolve(table).toString())
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static JsonNode json(Path lake, String name) throws IOException {
    return JSON.readTree(folder(lake).resolve(name).toFile());
  }

  private static Path folder(Path lake) {
    return lake.resolve("runs/mini").resolve(DS);
  }
}
