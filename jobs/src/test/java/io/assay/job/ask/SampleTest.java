package io.assay.job.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import io.assay.sample.RandomNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class SampleTest {
  private static final int POSTS = 60;
  private static final int GOLD = 20;

  @TempDir Path root;
  private TestRun small;
  private TestRun large;

  /** All posts are in the frame; every third has gold. */
  @BeforeEach
  void draw(SparkSession session) throws IOException {
    small = sampled(session, "small", "{llm_test: 12, gold: 15, seed: 7}");
    large = sampled(session, "large", "{llm_test: 30, gold: 50, seed: 7}");
  }

  private TestRun sampled(SparkSession session, String name, String sizes) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    StringBuilder posts = new StringBuilder();
    StringBuilder gold = new StringBuilder();
    for (int i = 0; i < POSTS; i++) {
      posts.append(
          TestRun.post(id(i), "a" + i, "post " + (char) ('a' + i % 26) + (char) ('a' + i / 26)));
      gold.append(i % 3 == 0 ? TestRun.gold(id(i), "sad", ", \"split\": \"test\"") : "");
    }
    String file = Files.writeString(folder.resolve("posts.jsonl"), posts).toString();
    String task = TestRun.TASK + "sample: " + sizes + "\n";
    TestRun run = new TestRun(session, folder, task, List.of(file), gold.toString());
    List.of(Step.INGEST, Step.SPLIT, Step.SAMPLE).forEach(run::step);
    return run;
  }

  @Test
  void goldPostsOfTheSmallestRandomNumbersAreAskedFirst() {
    List<String> expected = smallest(IntStream.range(0, POSTS).filter(i -> i % 3 == 0), 12);
    assertThat(drawn(small, "llm-test", "gold")).containsExactlyElementsOf(expected);
    assertThat(drawn(small, "llm-test", "no-gold")).isEmpty();
    assertThat(drawn(large, "llm-test", "gold"))
        .containsExactlyElementsOf(
            smallest(IntStream.range(0, POSTS).filter(i -> i % 3 == 0), GOLD));
    assertThat(drawn(large, "llm-test", "no-gold"))
        .containsExactlyElementsOf(
            smallest(IntStream.range(0, POSTS).filter(i -> i % 3 != 0), 30 - GOLD));
  }

  @Test
  void aLargerSampleKeepsThePostsOfTheSmaller() {
    assertThat(drawn(large, "llm-test", "gold")).containsAll(drawn(small, "llm-test", "gold"));
  }

  @Test
  void probabilitiesAreThoseOfTheDrawing() {
    assertThat(rows(small, "llm-test"))
        .hasSize(12)
        .allSatisfy(row -> assertProbability(row, GOLD, 12.0 / GOLD));
    assertThat(rows(large, "llm-test"))
        .hasSize(30)
        .allSatisfy(
            row ->
                assertProbability(
                    row,
                    row.getAs("stratum").equals("gold") ? GOLD : POSTS - GOLD,
                    row.getAs("stratum").equals("gold") ? 1 : 10.0 / (POSTS - GOLD)));
    assertThat(rows(small, "llm-test"))
        .allSatisfy(
            row ->
                assertThat(row.<Double>getAs("random_number"))
                    .isEqualTo(RandomNumber.of("sample:7", row.getAs("post_id"))));
  }

  /** Enough gold needs no more; else one simple random sample of the frame, with gold or not. */
  @Test
  void goldIsOneSampleOfTheFrameWithoutStrata() {
    assertThat(rows(small, "gold")).as("20 there, 15 wanted").isEmpty();
    assertThat(drawn(large, "gold", "all"))
        .containsExactlyElementsOf(smallest(IntStream.range(0, POSTS), 50));
    assertThat(rows(large, "gold")).allSatisfy(row -> assertProbability(row, POSTS, 50.0 / POSTS));
  }

  @Test
  void nothingElseIsDrawn() {
    assertThat(small.table(Table.SAMPLE).count()).isEqualTo(12);
    assertThat(large.table(Table.SAMPLE).count()).isEqualTo(80);
  }

  private static void assertProbability(Row row, long stratum, double probability) {
    assertThat(row.<Long>getAs("stratum_size")).isEqualTo(stratum);
    assertThat(row.<Double>getAs("inclusion_probability")).isEqualTo(probability);
  }

  private static List<String> drawn(TestRun run, String purpose, String stratum) {
    return rows(run, purpose).stream()
        .filter(row -> row.getAs("stratum").equals(stratum))
        .map(row -> row.<String>getAs("post_id"))
        .toList();
  }

  private static List<Row> rows(TestRun run, String purpose) {
    return new ArrayList<>(
        run.table(Table.SAMPLE)
            .filter("purpose = '%s'".formatted(purpose))
            .orderBy("random_number")
            .collectAsList());
  }

  private static List<String> smallest(IntStream posts, int n) {
    return posts
        .mapToObj(SampleTest::id)
        .sorted(Comparator.comparingDouble(id -> RandomNumber.of("sample:7", id)))
        .limit(n)
        .toList();
  }

  private static String id(int i) {
    return "p%02d".formatted(i);
  }
}
