package io.assay.job.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.SharedSpark;
import io.assay.cost.CostRow;
import io.assay.io.RecordRows;
import io.assay.io.Table;
import io.assay.job.BundledPosts;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import io.assay.llm.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People go by the word of a post, the LLM by its hashtag: so one sees whom a student follows. */
@ExtendWith(SharedSpark.class)
class StudentTest {
  private static final int TRAIN = 60;
  private static final int WITH_GOLD = 40;
  private static final long PAID = 120;
  private static final String LEARNS =
      "kind: classifier, features: [hashtags, words], min_posts: 1, parameters: {regularization: [0.001]}";
  private static final String TASK =
      """
      task: small
      labels: {funny: , sad: }
      bar: {metric: accuracy, at_least: 0.5}
      budget: {usd: 1}
      sample: {llm_test: 0, llm_train: %d, gold: 0, seed: 7}
      labelers:
        - {name: llm, kind: llm, prompt: prompt.txt, model: fake, shots: 0}
        - {name: pupil, %s}
        - {name: student, %s, train_on: llm_labels}
        - {name: people-first, %s, train_on: both, llm_weight: 0.001}
        - {name: llm-first, %s, train_on: both, llm: llm, llm_weight: 100}
        - {name: few, %s, train_per_label: 4}
        - {name: few-and-llm, %s, train_per_label: 1, train_on: both, llm_weight: 100}
        - {name: weak, %s, train_on: labeler, teacher: tags}
        - {name: tags, kind: hashtag-rules, rules: rules.csv, effort_hours: 2}
      """;

  @TempDir static Path root;
  private static TestRun run;
  private static TestRun unasked;

  @BeforeAll
  static void runAll(SparkSession session) throws IOException {
    Files.writeString(root.resolve("prompt.txt"), "{labels}\n{post}\n");
    Files.writeString(root.resolve("rules.csv"), "hashtag,label,weight\nup,funny,1\ndown,sad,1\n");
    StringBuilder posts = new StringBuilder();
    StringBuilder gold = new StringBuilder();
    for (int i = 0; i < TRAIN + 40; i++) {
      boolean word = i % 2 == 0;
      boolean tag = i % 4 < 2;
      String text = (word ? "haha " : "cry ") + "x".repeat(1 + i) + (tag ? " #up" : " #down");
      // Posts without gold are in part train if their author is.
      int author = i < TRAIN ? i % WITH_GOLD : i;
      posts.append(TestRun.post("p" + i, "a" + author, text));
      String part = i < TRAIN ? "train" : "test";
      if (i < WITH_GOLD || i >= TRAIN) {
        gold.append(TestRun.gold("p" + i, word ? "funny" : "sad", ", \"split\": \"" + part + "\""));
      }
    }
    String file = Files.writeString(root.resolve("posts.jsonl"), posts).toString();
    try (ScriptedServer server =
        new ScriptedServer(
            (n, post) -> ScriptedServer.says(post.contains("#up") ? "funny" : "sad"))) {
      Path conf = BundledPosts.confWithEndpoint(root, server.baseUrl());
      run = run(session, root, conf, file, gold.toString(), TRAIN);
      for (Step step : Step.values()) {
        if (step.compareTo(Step.DECIDE) < 0) {
          run.step(step);
        }
      }
      Path other = Files.createDirectory(root.resolve("unasked"));
      Files.copy(root.resolve("prompt.txt"), other.resolve("prompt.txt"));
      Files.copy(root.resolve("rules.csv"), other.resolve("rules.csv"));
      unasked = run(session, other, conf, file, gold.toString(), 0);
      List.of(Step.INGEST, Step.SPLIT, Step.SAMPLE, Step.ASK, Step.TRAIN).forEach(unasked::step);
    }
  }

  private static TestRun run(
      SparkSession session, Path folder, Path conf, String posts, String gold, int asked)
      throws IOException {
    String task = TASK.formatted(asked, LEARNS, LEARNS, LEARNS, LEARNS, LEARNS, LEARNS, LEARNS);
    return new TestRun(
        session, folder, task, List.of(posts), gold, options -> options.conf = conf.toString());
  }

  @Test
  void aStudentSaysWhatItsTeacherWouldSay() {
    assertThat(shareBy("word", "pupil")).isGreaterThan(0.9);
    assertThat(shareBy("tag", "student")).isGreaterThan(0.9);
    assertThat(shareBy("word", "people-first")).isGreaterThan(0.9);
    assertThat(shareBy("tag", "llm-first")).isGreaterThan(0.7);
    assertThat(shareBy("tag", "few-and-llm")).isGreaterThan(0.9);
  }

  @Test
  void aStudentPaysForTheLabelsThatItLearnedFrom() {
    long asked = run.table(Table.LLM_LABELS).count();
    assertThat(asked).isGreaterThan(WITH_GOLD);
    assertThat(card("student").llmPosts()).isEqualTo(asked);
    assertThat(card("student").llmMicroUsd()).isEqualTo(asked * PAID);
    assertThat(card("student").trainPosts()).isZero();
    assertThat(card("pupil").llmPosts()).isZero();
    assertThat(card("few").trainPosts()).isEqualTo(8);
    assertThat(card("few-and-llm").trainPosts()).isEqualTo(2);
    assertThat(card("few-and-llm").llmPosts()).isEqualTo(asked);
    double gold = run.spec().prices().goldLabelUsd().doubleValue();
    assertThat(labelsUsd("student")).isCloseTo(asked * PAID * 1e-6, within(1e-9));
    assertThat(labelsUsd("pupil")).isCloseTo(card("pupil").trainPosts() * gold, within(1e-9));
    assertThat(labelsUsd("llm-first"))
        .isCloseTo(labelsUsd("student") + labelsUsd("pupil"), within(1e-9));
    assertThat(labelsUsd("few")).isCloseTo(8 * gold, within(1e-9));
  }

  @Test
  void aClassifierMayLearnFromALabelerInThePlaceOfPeople() {
    assertThat(shareBy("tag", "weak")).isGreaterThan(0.9);
    assertThat(card("weak").trainPosts()).isZero();
    assertThat(card("weak").llmPosts()).isZero();
    List<CostRow> costs =
        RecordRows.read(run.table(Table.COSTS), CostRow.class).stream()
            .filter(row -> row.labeler().equals("weak"))
            .toList();
    assertThat(costs)
        .filteredOn(row -> row.item().equals("effort"))
        .singleElement()
        .satisfies(row -> assertThat(row.quantity()).isEqualTo(2));
    assertThat(costs).filteredOn(row -> row.item().equals("predict")).hasSize(1);
  }

  @Test
  void aTeacherThatWasNotAskedIsNamed() {
    Map<String, String> reasons = new TreeMap<>();
    for (ModelCard card : ModelCards.read(unasked.context())) {
      if (card.notTrained() != null) {
        reasons.put(card.labeler(), card.notTrained());
      }
    }
    assertThat(reasons).containsOnlyKeys("student", "people-first", "llm-first", "few-and-llm");
    assertThat(reasons.get("student")).contains("llm has labelled no post", "sample.llm_train");
  }

  /** Share of the posts of part test on which a labeler goes by the word, or by the tag. */
  private static double shareBy(String what, String labeler) {
    List<Row> rows =
        run.table(Table.PREDICTIONS)
            .filter("labeler = '" + labeler + "' and cast(substr(post_id, 2) as int) >= " + TRAIN)
            .select("post_id", "label")
            .collectAsList();
    assertThat(rows).isNotEmpty();
    long same =
        rows.stream()
            .filter(
                row -> {
                  int i = Integer.parseInt(row.getString(0).substring(1));
                  boolean funny = what.equals("word") ? i % 2 == 0 : i % 4 < 2;
                  return row.getString(1).equals(funny ? "funny" : "sad");
                })
            .count();
    return (double) same / rows.size();
  }

  private static ModelCard card(String labeler) {
    return ModelCards.read(run.context()).stream()
        .filter(card -> card.labeler().equals(labeler))
        .findFirst()
        .orElseThrow();
  }

  private static double labelsUsd(String labeler) {
    return RecordRows.read(run.table(Table.COSTS), CostRow.class).stream()
        .filter(row -> row.labeler().equals(labeler) && row.item().equals("training-labels"))
        .mapToDouble(row -> row.usd().doubleValue())
        .sum();
  }
}
