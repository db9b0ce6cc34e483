package io.assay.job.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.SharedSpark;
import io.assay.cost.CostRow;
import io.assay.cost.Ledger;
import io.assay.io.RecordRows;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.ingest.Import;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A cascade of two tools whose labels were made elsewhere: the first is right where it is sure, on
 * 3 of 4 posts; the second, dearer, always.
 */
@ExtendWith(SharedSpark.class)
class CascadeTest {
  private static final int POSTS = 400;
  private static final List<String> PARTS = List.of("tune", "calibrate", "test", "test");

  @TempDir Path root;

  private static String task(double accuracy, boolean llm) {
    return """
    task: cascaded
    labels: {cat: , dog: }
    bar: {metric: accuracy, at_least: 0.8}
    split: {group_by: post}
    sample: {llm_test: 0, gold: 0}
    labelers:
      - {name: both, kind: cascade, stages: [cheap, dear], guarantee: {accuracy: %s, delta: 0.05}}
      - {name: cheap, kind: imported}
      - {name: dear, kind: imported, llm: %s}
    """
        .formatted(accuracy, llm);
  }

  private TestRun run(SparkSession session, String task, IntFunction<Boolean> asked)
      throws IOException {
    Path posts =
        file("posts.jsonl", i -> "{\"id\": \"p%d\", \"text\": \"post %s\"}".formatted(i, word(i)));
    String gold =
        lines(
            i ->
                "{\"id\": \"p%d\", \"label\": \"cat\", \"split\": \"%s\"}"
                    .formatted(i, PARTS.get(i % 4)));
    TestRun run = new TestRun(session, root, task, List.of(posts.toString()), gold);
    run.step(Step.INGEST);
    Path cheap =
        file(
            "cheap.jsonl",
            i ->
                "{\"id\": \"p%d\", \"label\": \"%s\", \"confidence\": %s, \"usd\": 0.001}"
                    .formatted(i, isSure(i) ? "cat" : "dog", isSure(i) ? 0.9 : 0.4));
    Path dear =
        file(
            "dear.jsonl",
            i ->
                asked.apply(i)
                    ? "{\"id\": \"p%d\", \"label\": \"cat\", \"usd\": 0.1}".formatted(i)
                    : "");
    take(run, "--as", "predictions", "--labeler", "cheap", cheap.toString());
    boolean llm = run.spec().task().labelers().get(2).isLlm();
    take(run, "--as", llm ? "llm" : "predictions", "--labeler", "dear", dear.toString());
    List.of(
            Step.HASHTAGS,
            Step.SPLIT,
            Step.SAMPLE,
            Step.ASK,
            Step.TRAIN,
            Step.PREDICT,
            Step.EVALUATE)
        .forEach(run::step);
    return run;
  }

  /** Of letters: texts that differ in digits alone are near-duplicates. */
  private static String word(int post) {
    return "" + (char) ('a' + post % 26) + (char) ('a' + post / 26);
  }

  private static boolean isSure(int post) {
    return (post / 4) % 4 != 0;
  }

  @Test
  void keepsItsGuaranteeAndCostsWhatReachesEachStage(SparkSession session) throws IOException {
    TestRun run = run(session, task(0.9, false), i -> true);
    ModelCard card = ModelCards.read(run.context()).get(0);
    assertThat(card.note())
        .startsWith(
            "With confidence 95 % it is right on at least 90 % of the posts (0 of 100 calibration posts wrong")
        .contains("cheap keeps what it is 0.900 sure of, dear takes the rest");
    List<Row> said =
        run.table(Table.PREDICTIONS)
            .filter("labeler = 'both'")
            .groupBy("evidence", "label")
            .count()
            .orderBy("evidence")
            .collectAsList();
    assertThat(said)
        .extracting(Row::toString)
        .containsExactly("[stage cheap,cat,300]", "[stage dear,cat,100]");
    List<CostRow> costs =
        RecordRows.read(run.table(Table.COSTS).filter("labeler = 'both'"), CostRow.class);
    assertThat(new Ledger("both", costs).marginalUsdPer1000().doubleValue())
        .as("and next to nothing to compare confidences")
        .isCloseTo(1 + 0.25 * 100, within(1e-2));
  }

  @Test
  void aTargetThatCannotBeCertifiedIsRefusedWithTheReason(SparkSession session) throws IOException {
    TestRun run = run(session, task(0.99, false), i -> true);
    assertThat(ModelCards.read(run.context()).get(0).notTrained())
        .isEqualTo(
            "100 calibration posts, 0 of them wrong, cannot certify an accuracy of 99 % with confidence 95 %; about 299 labelled calibration posts would");
  }

  /**
   * Where the early stage accepts is no random sample: the cascade is scored where the LLM was
   * asked.
   */
  @Test
  void anLlmAskedAboutSomePostsLimitsWhatIsScored(SparkSession session) throws IOException {
    TestRun run = run(session, task(0.85, true), i -> i % 4 == 1 || i % 8 == 2);
    ModelCard card = ModelCards.read(run.context()).get(0);
    assertThat(card.notTrained()).isNull();
    assertThat(card.note())
        .as("half of calibrate orders the candidates")
        .doesNotContain("of 100 cal");
    long test =
        run.table(Table.PREDICTIONS)
            .join(run.table(Table.SPLITS), "post_id")
            .filter("labeler = 'both' and part = 'test'")
            .count();
    assertThat(test).isEqualTo(50);
    Row coverage =
        run.table(Table.EVALUATION)
            .filter("labeler = 'both' and metric = 'coverage'")
            .select("method", "n")
            .first();
    assertThat(coverage.toString()).isEqualTo("[wilson,50]");
  }

  private static void take(TestRun run, String... options) {
    Import command = new Import();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
    command.take(run.session(), run.spec());
  }

  private Path file(String name, IntFunction<String> line) throws IOException {
    return Files.writeString(root.resolve(name), lines(line));
  }

  private static String lines(IntFunction<String> line) {
    return IntStream.range(0, POSTS).mapToObj(line).collect(Collectors.joining("\n"));
  }
}
