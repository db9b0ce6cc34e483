package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Labels made elsewhere: two labelers, an LLM, and people by way of a review file. */
@ExtendWith(SharedSpark.class)
class ImportTest {
  private static final int POSTS = 120;
  private static final String TASK =
      """
      task: elsewhere
      labels: {cat: , dog: }
      bar: {metric: accuracy, at_least: 0.6}
      split: {group_by: post}
      sample: {llm_test: 0, gold: 60}
      labelers:
        - {name: priced, kind: imported}
        - {name: unpriced, kind: imported}
        - {name: gpt, kind: imported, llm: true}
      """;

  @TempDir Path root;
  private TestRun run;

  @BeforeEach
  void ingest(SparkSession session) throws IOException {
    Path posts =
        file(
            "posts.jsonl",
            lines(
                i -> "{\"id\": \"p%d\", \"text\": \"a %s, number %d\"}".formatted(i, truth(i), i)));
    run = new TestRun(session, root, TASK, List.of(posts.toString()), null);
    run.step(Step.INGEST);
    run.step(Step.SPLIT);
  }

  @Test
  void standsInTheVerdictLikeAllOthers() throws IOException {
    labelersAndAnLlm();
    assertThat(peopleByReview("gold", 62)).isEqualTo("imported 60 labels of people");
    Arrays.stream(Step.values()).filter(step -> step != Step.REPORT).forEach(run::step);
    Path folder = root.resolve("lake/runs/elsewhere/" + run.spec().ds());
    JsonNode decision = new ObjectMapper().readTree(folder.resolve("decision.json").toFile());
    assertThat(decision.path("verdict").asText()).isEqualTo("recommended");
    assertThat(decision.path("recommended").asText())
        .as("what costs nobody knows what is no bargain")
        .isEqualTo("priced");
    JsonNode unpriced = decision.path("candidates").path(1);
    assertThat(unpriced.path("right").asInt()).isEqualTo(60);
    assertThat(unpriced.path("marginal_usd_per_1000").isNull()).isTrue();
    JsonNode gpt = decision.path("candidates").path(2);
    assertThat(gpt.path("n").asInt()).as("the gold posts among the LLM's 80").isBetween(20, 59);
    assertThat(gpt.path("marginal_usd_per_1000").asDouble()).isEqualTo(4);
    assertThat(run.table(Table.EVALUATION).filter("metric = 'agreement_with_llm'").count())
        .as("the imported LLM is the reference")
        .isEqualTo(2);
  }

  /** What somebody looked at to learn from it is never scored, labelled or not. */
  @Test
  void inspectedPostsLeaveTheFrame() throws IOException {
    labelersAndAnLlm();
    peopleByReview("gold", 20);
    List.of(Step.INGEST, Step.HASHTAGS, Step.SPLIT, Step.SAMPLE, Step.ASK, Step.TRAIN, Step.PREDICT)
        .forEach(run::step);
    review("inspect", 5);
    List<String> inspected =
        Files.readAllLines(root.resolve("review.csv")).stream()
            .skip(1)
            .map(row -> row.substring(0, row.indexOf(',')))
            .toList();
    run.step(Step.SPLIT);
    Map<String, String> parts = run.byPost(Table.SPLITS, "part");
    assertThat(inspected).hasSize(5).allMatch(id -> "tune".equals(parts.get(id)));
    assertThat(parts.values().stream().filter("tune"::equals)).hasSize(5);
    assertThat(inspected)
        .as("the labelers disagree on them: a quarter of the LLM's posts, where truth is dog")
        .allMatch(id -> Integer.parseInt(id.substring(1)) % 12 == 0);
  }

  @Test
  void nothingHalfImported() throws IOException {
    file(
        "bad.csv",
        """
        id,label,confidence,usd
        p0,cat,0.9,0.1
        p1,cst,0.9,0.1
        p2,dog,1.9,0.1
        p3,dog,0.9,-1
        p4,dog,,
        p4,cat,,
        """);
    refused("--as predictions --labeler priced bad.csv")
        .contains("nothing was imported")
        .contains("byte 39: post p1: 'cst' is not a label of the task; did you mean 'cat'?")
        .contains("post p2: confidence '1.9' must be a number from 0 to 1")
        .contains("post p3: usd '-1' must be a number of 0 or more")
        .contains("post p4 has several labels: cat, dog");
    file("strangers.csv", "id,label\np0,cat\nnobody,dog\n");
    refused("--as llm --labeler gpt strangers.csv").contains("byte 16: there is no post nobody");
    refused("--as predictions --labeler pricd bad.csv").contains("did you mean \"priced\"?");
    refused("--as llm --labeler priced bad.csv").contains("does not go with --as llm");
    refused("--as gold --labeler gpt strangers.csv").contains("do not go with --as gold");
    assertThat(root.resolve("lake/store/imports")).doesNotExist();
  }

  private void labelersAndAnLlm() throws IOException {
    file(
        "priced.jsonl",
        lines(
            i -> "{\"id\": \"p%d\", \"label\": \"%s\"}".formatted(i, i % 20 == 1 ? "" : truth(i))));
    file("unpriced.csv", "id,label,confidence\n" + lines(i -> "p%d,%s,0.8".formatted(i, truth(i))));
    String llm =
        IntStream.range(0, 80)
            .mapToObj(i -> "p%d,%s,10,1,0.004\n".formatted(i, i % 4 == 0 ? "cat" : truth(i)))
            .collect(Collectors.joining());
    file("gpt.csv", "id,label,input_tokens,output_tokens,usd\n" + llm);
    assertThat(take("--as predictions --labeler priced --usd-per-1000 3 priced.jsonl"))
        .isEqualTo("imported 120 labels of priced");
    take("--as predictions --labeler unpriced unpriced.csv");
    take("--as llm --labeler gpt gpt.csv");
    assertThat(take("--as llm --labeler gpt gpt.csv")).contains("imported before");
  }

  /** The file that review writes comes back with labels in it, two posts still open. */
  private String peopleByReview(String purpose, int posts) throws IOException {
    review(purpose, posts);
    List<String> rows = Files.readAllLines(root.resolve("review.csv"));
    assertThat(rows).hasSize(posts + 1);
    List<String> filled = new ArrayList<>();
    for (String row : rows.subList(0, posts - 1)) {
      String label = row.contains("a cat,") ? "cat" : "dog";
      filled.add(row.replace("\",,,", "\"," + label + ",ann,"));
    }
    filled.addAll(rows.subList(posts - 1, posts + 1));
    file("review.csv", String.join("\n", filled));
    return take("--as gold review.csv");
  }

  private void review(String purpose, int posts) {
    Review review = new Review();
    String out = root.resolve("review.csv").toString();
    new CommandLine(review)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs("--purpose", purpose, "--n", String.valueOf(posts), "--out", out);
    assertThat(review.write(run.session(), run.spec())).isEqualTo(posts);
  }

  private String take(String options) {
    Import command = new Import();
    String[] args = options.split(" ");
    args[args.length - 1] = root.resolve(args[args.length - 1]).toString();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return command.take(run.session(), run.spec());
  }

  private org.assertj.core.api.AbstractStringAssert<?> refused(String options) {
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

  private Path file(String name, String content) throws IOException {
    return Files.writeString(root.resolve(name), content);
  }

  private static String truth(int post) {
    return post % 3 == 0 ? "dog" : "cat";
  }

  private static String lines(IntFunction<String> line) {
    return IntStream.range(0, POSTS).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }
}
