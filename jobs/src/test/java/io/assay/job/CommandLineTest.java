package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.job.run.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the command line says before Spark starts. */
class CommandLineTest {
  private static final String CONF = "--conf=" + AssayProcess.PROJECT.resolve("conf");

  @TempDir Path root;
  private final StringWriter printed = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    BundledPosts.write(root, 5, BundledPosts.TASK);
  }

  static Stream<String> commands() {
    return Stream.concat(
        Stream.of("run", "plan", "what-if", "import", "review", "compact"),
        Arrays.stream(Step.values()).map(Step::key));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItselfAndItsOptions(String command) {
    assertThat(execute(command, "--help")).isZero();
    assertThat(printed.toString())
        .contains("assay " + command)
        .contains("--task", "--posts", "--gold", "--lake", "--ds", "--columns")
        .contains("--llm", "--max-usd", "--conf", "--help");
  }

  @Test
  void theHelpOfAllNamesEveryCommandAndExitCode() {
    assertThat(execute("--help")).isZero();
    assertThat(commands())
        .allSatisfy(c -> assertThat(printed.toString()).containsPattern("(?m)^  " + c + " +\\S"));
    assertThat(printed.toString()).contains("Exit codes:").containsPattern("(?m)^ +70 +a bug");
  }

  @Test
  void whatIsNoOptionIsRefused() {
    assertThat(execute("run", "--pots=x")).isEqualTo(2);
    assertThat(printed.toString()).contains("--pots").contains("--posts");
    assertThat(execute("rum")).isEqualTo(2);
    assertThat(printed.toString()).contains("rum");
  }

  @Test
  void whatIsNoDateOrFolderIsRefused() {
    assertThat(execute(run("--ds=20.11.2026"))).isEqualTo(2);
    assertThat(printed.toString()).contains("--ds 20.11.2026").contains("2026-03-01");
    assertThat(execute("run", "--conf=" + root.resolve("none"))).isEqualTo(2);
    assertThat(printed.toString()).contains("no configuration folder");
  }

  @Test
  void everyProblemOfTheTaskFileIsListedWithItsLine() throws IOException {
    Path task = root.resolve("task.yaml");
    String wrong =
        Files.readString(task)
            .replace("at_least: 0.3", "at_leest: 0.3")
            .replace("kind: regex,", "kind: rejex,")
            .replace("gold: 20", "gold: many");
    Files.writeString(task, wrong);
    assertThat(execute(run())).isEqualTo(2);
    assertThat(printed.toString())
        .contains("task.yaml:3", "at_leest", "at_least")
        .contains("task.yaml:5", "many")
        .contains("task.yaml:9", "rejex", "regex");
    assertThat(root.resolve("lake")).as("nothing was begun").doesNotExist();
  }

  @Test
  void aScenarioThatCannotBeIsRefused() {
    assertThat(execute("what-if", CONF, "--bar=1.2")).isEqualTo(2);
    assertThat(printed.toString()).contains("--bar 1.2 cannot be; it must be 0 to 1");
    assertThat(execute("what-if", CONF, "--corpus-size=0")).isEqualTo(2);
    assertThat(printed.toString()).contains("--corpus-size 0 cannot be; it must be at least 1");
    assertThat(execute("what-if", CONF, "--metric=selective_accuracy")).isEqualTo(2);
    assertThat(printed.toString()).contains("needs --min-coverage");
    assertThat(execute("what-if", CONF, "--min-coverage=0.1")).isEqualTo(2);
    assertThat(printed.toString()).contains("goes with --metric selective_accuracy");
    assertThat(execute("what-if", CONF, "--person-hour-usd=0")).isEqualTo(2);
  }

  @Test
  void withoutARunThereIsNothingToAskAbout() {
    assertThat(execute("what-if", CONF, "--lake=" + root.resolve("lake"), "--bar=0.9"))
        .isEqualTo(5);
    assertThat(printed.toString()).contains("no decision yet", "./assay decide");
    assertThat(root.resolve("lake")).as("nothing was begun").doesNotExist();
  }

  @Test
  void withoutPostsNothingIsImportedOrReviewed() {
    String lake = "--lake=" + root.resolve("lake");
    String gold = root.resolve("gold.jsonl").toString();
    assertThat(execute("import", CONF, lake, "--as=gold", gold)).isEqualTo(5);
    assertThat(printed.toString()).contains("no table posts", "./assay ingest");
    String out = "--out=" + root.resolve("review.csv");
    assertThat(execute("review", CONF, lake, out)).isEqualTo(5);
    assertThat(printed.toString()).contains("no table splits", "./assay split");
    assertThat(execute("review", CONF, lake, "--out=" + gold)).isEqualTo(2);
    assertThat(printed.toString()).contains("gold.jsonl is there already");
    assertThat(execute("import", CONF, lake, "--as=labels", gold)).isEqualTo(2);
    assertThat(root.resolve("lake")).as("nothing was begun").doesNotExist();
  }

  @Test
  void aLearningCurveNeedsALabelerThatLearns() throws IOException {
    Path task = root.resolve("task.yaml");
    Files.writeString(task, Files.readString(task) + "learning_curve: {labelers: [regexes]}\n");
    assertThat(execute(run())).isEqualTo(2);
    assertThat(printed.toString()).contains("learning_curve: regexes is of kind regex");
  }

  @Test
  void aTaskThatIsNotThereIsNamed() {
    assertThat(execute("run", CONF, "--task=" + root.resolve("tusk.yaml"))).isEqualTo(2);
    assertThat(printed.toString()).contains("tusk.yaml");
  }

  @Test
  void postsThatAreNotThereAreNotReadyAndTheManifestSaysSo() throws IOException {
    Files.delete(root.resolve("posts.jsonl"));
    assertThat(execute(run())).isEqualTo(5);
    assertThat(printed.toString()).contains("posts.jsonl");
    assertThat(root.resolve("lake/runs/mini/2026-11-20/manifest.json"))
        .content()
        .contains("\"outcome\" : \"not-ready\"", "\"exit_code\" : 5", "posts.jsonl");
    assertThat(root.resolve("lake/runs/mini/2026-11-20/_lock")).doesNotExist();
  }

  @Test
  void aRunThatIsAtWorkIsNotDisturbed() throws IOException {
    Path folder = Files.createDirectories(root.resolve("lake/runs/mini/2026-11-20"));
    String now = java.time.Clock.systemUTC().instant().toString();
    String lock = "{\"host\": \"elsewhere\", \"pid\": 1, \"heartbeat\": \"%s\"}".formatted(now);
    Files.writeString(folder.resolve("_lock"), lock);
    assertThat(execute(run())).isEqualTo(5);
    assertThat(printed.toString()).contains("elsewhere");
    assertThat(folder.resolve("_lock")).hasContent(lock);
    assertThat(folder.resolve("manifest.json")).doesNotExist();
  }

  private String[] run(String... more) {
    Stream<String> usual =
        Stream.of(
            "run",
            CONF,
            "--task=" + root.resolve("task.yaml"),
            "--posts=" + root.resolve("posts.jsonl"),
            "--gold=" + root.resolve("gold.jsonl"),
            "--lake=" + root.resolve("lake"),
            more.length == 0 ? "--ds=2026-11-20" : more[0]);
    return usual.toArray(String[]::new);
  }

  private int execute(String... arguments) {
    printed.getBuffer().setLength(0);
    PrintWriter writer = new PrintWriter(printed, true);
    CommandLine line = Assay.commandLine().setOut(writer).setErr(writer);
    return line.execute(arguments);
  }
}
