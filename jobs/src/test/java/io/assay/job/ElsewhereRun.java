package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.job.evaluate.Review;
import io.assay.job.ingest.Import;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * A run of 120 posts p0, p1, … about cats, each third about a dog, with commands import and review.
 */
public final class ElsewhereRun {
  public static final int POSTS = 120;

  private static final String TASK =
      """
      task: elsewhere
      labels: {cat: , dog: }
      bar: {metric: accuracy, at_least: 0.6}
      split: {group_by: post}
      sample: {llm_test: 0, gold: 60}
      labelers:
      """;

  private final Path root;
  private final TestRun run;

  /**
   * Ingested and split.
   *
   * @param labelers in the task file, one a line
   * @param gold in JSONL, null for none
   */
  public ElsewhereRun(SparkSession session, Path root, String labelers, @Nullable String gold)
      throws IOException {
    this.root = root;
    String posts =
        lines(
            POSTS,
            i -> "{\"id\": \"p%d\", \"text\": \"a %s, number %d\"}".formatted(i, truth(i), i));
    this.run =
        new TestRun(
            session,
            root,
            TASK + labelers.indent(2),
            List.of(file("posts.jsonl", posts).toString()),
            gold);
    steps(Step.INGEST, Step.SPLIT);
  }

  public TestRun run() {
    return run;
  }

  public void steps(Step... steps) {
    Arrays.stream(steps).forEach(run::step);
  }

  /** All steps but the report. */
  public JsonNode decision() throws IOException {
    Arrays.stream(Step.values()).filter(step -> step != Step.REPORT).forEach(run::step);
    Path folder = root.resolve("lake/runs/elsewhere/" + run.spec().ds());
    return new ObjectMapper().readTree(folder.resolve("decision.json").toFile());
  }

  public Path file(String name, String content) throws IOException {
    return Files.writeString(root.resolve(name), content);
  }

  /** Imports the file that the options end with. */
  public String take(String options) {
    Import command = new Import();
    String[] args = options.split(" ");
    args[args.length - 1] = root.resolve(args[args.length - 1]).toString();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return command.take(run.session(), run.spec());
  }

  public AbstractStringAssert<?> refused(String options) {
    String[] message = {""};
    assertThatThrownBy(() -> take(options))
        .isInstanceOfSatisfying(
            AssayException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
              message[0] = e.getMessage();
            });
    return assertThat(message[0]);
  }

  /** The ids in the file that review writes. */
  public List<String> review(String file, String purpose, int posts) throws IOException {
    Review review = new Review();
    String out = root.resolve(file).toString();
    new CommandLine(review)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs("--purpose", purpose, "--n", String.valueOf(posts), "--out", out);
    review.write(run.session(), run.spec());
    return Files.readAllLines(root.resolve(file)).stream()
        .skip(1)
        .map(row -> row.substring(0, row.indexOf(',')))
        .toList();
  }

  /** Fills in true labels, but for the last posts. */
  public void answer(String file, int open) throws IOException {
    List<String> rows = Files.readAllLines(root.resolve(file));
    for (int i = 1; i < rows.size() - open; i++) {
      String label = rows.get(i).contains("a cat,") ? "cat" : "dog";
      rows.set(i, rows.get(i).replace("\",,,", "\"," + label + ",ann,"));
    }
    file(file, String.join("\n", rows));
  }

  public static String truth(int post) {
    return post % 3 == 0 ? "dog" : "cat";
  }

  public static String lines(int posts, IntFunction<String> line) {
    return IntStream.range(0, posts).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }
}
