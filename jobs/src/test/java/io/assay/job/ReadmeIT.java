package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.cluster.Launcher;
import io.assay.cluster.SparkHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code that the README shows, run as it stands there. */
class ReadmeIT {
  private static final Pattern CODE =
      Pattern.compile("```(python|scala)\n(.*?)```", Pattern.DOTALL);

  @TempDir static Path root;

  private static List<String> python;
  private static List<String> scala;

  @BeforeAll
  static void aRunToRead() throws IOException {
    python = code("python");
    scala = code("scala");
    BundledPosts.write(root, 80, BundledPosts.TASK.replace("task: mini", "task: gif-mood"));
    FileUtils.copyDirectory(
        AssayProcess.PROJECT.resolve("conf").toFile(), root.resolve("conf").toFile());
    Files.createDirectories(root.resolve("test-data"));
    Files.copy(root.resolve("posts.jsonl"), root.resolve("test-data/posts.jsonl"));
    AssayProcess.Ended ended =
        AssayProcess.run(
            root,
            "run",
            "--task=" + root.resolve("task.yaml"),
            "--posts=" + root.resolve("posts.jsonl"),
            "--gold=" + root.resolve("gold.jsonl"),
            "--ds=2026-11-22");
    assertThat(ended.code()).as(ended.printed()).isZero();
  }

  @Test
  void pysparkReadsTheTables() throws IOException {
    String printed = run(python("python", SparkHome.environment("spark-"), python.get(0)));
    assertThat(printed).contains("tag-odds| 37|", "regexes| 37|", "accuracy");
  }

  @Test
  void duckdbAndPandasReadTheTables() throws IOException {
    String printed = run(python("python", SparkHome.environment("readers-"), python.get(1)));
    assertThat(printed).contains("tag-odds", "regexes", "marginal", "fixed");
  }

  @Test
  void theEmbedderIsAStageThatIsSavedAndLoaded() throws IOException {
    Path script =
        Files.writeString(root.resolve("snippet.scala"), scala.get(0) + "\nsys.exit(0)\n");
    String printed =
        run(
            List.of(
                SparkHome.path().resolve("bin/spark-shell").toString(),
                "--master=local[1]",
                "--jars=" + System.getProperty("assay.jar"),
                "-i",
                script.toString()));
    assertThat(printed).contains("|p0001|       384|");
    assertThat(root.resolve("embed-pipeline/stages")).isDirectory();
  }

  private static List<String> python(String program, Path environment, String code)
      throws IOException {
    Path script = Files.createTempFile(root, "snippet-", ".py");
    Files.writeString(script, code);
    return List.of(environment.resolve("bin").resolve(program).toString(), script.toString());
  }

  private static String run(List<String> command) {
    Map<String, String> settings =
        Map.of(
            "SPARK_HOME", SparkHome.path().toString(),
            "SPARK_LOCAL_IP", "127.0.0.1",
            "SPARK_LOCAL_DIRS", root.resolve("local").toString());
    Launcher.Ended ended = Launcher.run(root, command, settings);
    assertThat(ended.code()).as(ended.printed()).isZero();
    return ended.printed();
  }

  private static List<String> code(String language) throws IOException {
    String readme = Files.readString(AssayProcess.PROJECT.resolve("README.md"));
    return CODE.matcher(readme)
        .results()
        .filter(found -> found.group(1).equals(language))
        .map((MatchResult found) -> found.group(2))
        .toList();
  }
}
