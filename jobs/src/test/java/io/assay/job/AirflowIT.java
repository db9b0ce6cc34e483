package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.cluster.Launcher;
import io.assay.cluster.SparkHome;
import io.assay.cluster.StandaloneCluster;
import io.assay.job.run.Step;
import io.assay.llm.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParseResult;

/** The DAG in a real Airflow, in the environment of its lock file. */
class AirflowIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path AIRFLOW = SparkHome.environment("airflow-");
  private static final Path DAGS = AssayProcess.PROJECT.resolve("airflow/dags");
  private static final String DS = "2026-11-20";

  @TempDir Path root;

  private final Map<String, String> settings = new TreeMap<>();

  @BeforeEach
  void settings() {
    settings.put("AIRFLOW_HOME", root.resolve("airflow").toString());
    settings.put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
    settings.put("AIRFLOW__CORE__DAGS_FOLDER", DAGS.toString());
    settings.put("PYTHONDONTWRITEBYTECODE", "1");
    settings.put("TMPDIR", root.toString());
    settings.put("SPARK_HOME", SparkHome.path().toString());
    settings.put("SPARK_LOCAL_IP", "127.0.0.1");
    settings.put("PATH", SparkHome.path().resolve("bin") + ":" + System.getenv("PATH"));
  }

  @Test
  void theDagPassesItsTestsAndAssayUnderstandsItsCommandLines() throws IOException {
    Path lines = root.resolve("lines.json");
    settings.put("ASSAY_TEST_LINES", lines.toString());
    Launcher.Ended tests =
        airflow("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", DAGS + "/../tests");
    assertThat(tests.code()).as(tests.printed()).isZero();
    List<?> read = JSON.readValue(lines.toFile(), List.class);
    assertThat(read)
        .as("with defaults, with everything, and the two of a batch")
        .hasSize(2 * Step.values().length + 2);
    for (Object line : read) {
      String[] words = ((List<?>) line).stream().map(String::valueOf).toArray(String[]::new);
      ParseResult parsed = Assay.commandLine().parseArgs(words);
      assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(words[0]);
      assertThat(parsed.subcommand().unmatched()).isEmpty();
      assertThat(parsed.subcommand().matchedOptionValue("--ds", "")).isEqualTo("2026-03-01");
    }
  }

  /** Every step on a cluster; the budget stops the fifth and the rest go on with what there is. */
  @Test
  void theWholeDagRunsOnAClusterAndABudgetThatIsUsedUpDoesNotStopIt() throws IOException {
    String usage = "{\"prompt_tokens\":600,\"completion_tokens\":2}";
    try (ScriptedServer llm =
            new ScriptedServer((n, post) -> ScriptedServer.completion("cute", "stop", usage));
        StandaloneCluster cluster = StandaloneCluster.start(root.resolve("cluster"))) {
      prepare("spark://127.0.0.1", cluster.port(), llm.baseUrl());
      settings.put("ASSAY_DAG_MAX_USD", "0.004");
      Launcher.Ended dag = airflow("airflow", "dags", "test", "assay", DS);
      assertThat(dag.code()).as(dag.printed()).isZero();
      assertThat(dag.printed())
          .contains("The budget is used up, the next steps go on with what there is: ")
          .contains("'budget_reached': '");
      assertThat(llm.calls()).hasSizeBetween(1, 9);
      JsonNode manifest = manifest();
      assertThat(manifest.path("outcome").asText()).isEqualTo("ok");
      assertThat(manifest.path("steps").findValuesAsText("name"))
          .containsExactlyInAnyOrderElementsOf(
              java.util.Arrays.stream(Step.values()).map(Step::key).toList());
      assertThat(run().resolve("predictions/labeler=llm")).isDirectory();
      assertThat(run().resolve("report.html")).isNotEmptyFile();
    }
  }

  @Test
  void aDagWithWrongGoldFailsWithTheWordsOfTheManifest() throws IOException {
    prepare("local[1]", 0, "http://127.0.0.1:9/v1");
    Files.writeString(root.resolve("gold.jsonl"), "{\"id\": \"p0003\", \"label\": \"funnny\"}\n");
    Launcher.Ended dag = airflow("airflow", "dags", "test", "assay", DS);
    assertThat(dag.code()).as(dag.printed()).isNotZero();
    assertThat(dag.printed()).contains("ingest ended with exit code 2", "did you mean 'funny'?");
    assertThat(manifest().path("exit_code").asInt()).isEqualTo(2);
    assertThat(run().resolve("splits")).doesNotExist();
  }

  /** A task, its endpoint, and a database for Airflow. */
  private void prepare(String host, int port, String endpoint) throws IOException {
    BundledPosts.write(root, 60, BundledPosts.TASK + BundledPosts.FAKE_LLM);
    Path conf = BundledPosts.confWithEndpoint(root, endpoint);
    settings.put("AIRFLOW_CONN_SPARK_DEFAULT", connection(host, port));
    settings.put("ASSAY_DAG_TASK", root.resolve("task.yaml").toString());
    settings.put("ASSAY_DAG_POSTS", root.resolve("posts.jsonl").toString());
    settings.put("ASSAY_DAG_GOLD", root.resolve("gold.jsonl").toString());
    settings.put("ASSAY_DAG_LAKE", root.resolve("lake").toString());
    settings.put("ASSAY_DAG_CONF", conf.toString());
    settings.put(
        "ASSAY_DAG_SPARK_CONF",
        "{\"spark.sql.shuffle.partitions\": \"2\", \"spark.driver.memory\": \"1g\"}");
    Launcher.Ended database = airflow("airflow", "db", "migrate");
    assertThat(database.code()).as(database.printed()).isZero();
  }

  private static String connection(String host, int port) {
    String at = port == 0 ? "" : "\"port\": %d, ".formatted(port);
    return "{\"conn_type\": \"spark\", \"host\": \"%s\", %s\"extra\": {\"deploy-mode\": \"client\"}}"
        .formatted(host, at);
  }

  private Launcher.Ended airflow(String program, String... arguments) {
    List<String> command = new java.util.ArrayList<>();
    command.add(AIRFLOW.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return Launcher.run(root, command, settings);
  }

  private Path run() {
    return root.resolve("lake/runs/mini").resolve(DS);
  }

  private JsonNode manifest() throws IOException {
    return JSON.readTree(run().resolve("manifest.json").toFile());
  }
}
