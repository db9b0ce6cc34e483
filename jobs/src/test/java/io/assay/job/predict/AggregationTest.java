package io.assay.job.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.SharedSpark;
import io.assay.cost.CostRow;
import io.assay.io.RecordRows;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Votes over other labelers in a whole run: order, outcomes, time and costs. */
@ExtendWith(SharedSpark.class)
class AggregationTest {
  private static final String TASK =
      """
      task: small
      labels: {funny: , sad: }
      bar: {metric: accuracy, at_least: 0.5}
      labelers:
        - {name: nested, kind: vote, labelers: [model, odds]}
        - {name: model, kind: dawid-skene, labelers: [rules, regexes, odds]}
        - {name: odds, kind: hashtag-odds, min_count: 1}
        - {name: rules, kind: hashtag-rules, rules: tags.csv, effort_hours: 1}
        - {name: regexes, kind: regex, patterns: p.yaml, effort_hours: 2}
        - {name: out, kind: vote, labelers: [odds, untrained]}
        - {name: untrained, kind: classifier, features: [hashtags]}
      """;

  @TempDir static Path root;
  private static TestRun run;

  @BeforeAll
  static void runAll(SparkSession session) throws IOException {
    Files.writeString(root.resolve("tags.csv"), "hashtag,label\nlol,funny\nrip,sad\n");
    Files.writeString(
        root.resolve("p.yaml"),
        "- {name: laugh, label: funny, pattern: haha}\n- {name: tears, label: sad, pattern: cry}\n");
    StringBuilder posts = new StringBuilder();
    StringBuilder gold = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      String text =
          (i % 2 == 0 ? "haha " : "cry ")
              + (char) ('a' + i % 26)
              + (i / 26 == 0 ? "x" : "yz".repeat(i / 26))
              + (i % 4 < 2 ? " #lol" : " #rip");
      posts.append(TestRun.post("p" + i, "a" + i, text));
      String part = i < 24 ? "train" : i < 40 ? "val" : "test";
      String label = i < 24 || i % 2 == 0 ? "funny" : "sad";
      gold.append(TestRun.gold("p" + i, label, ", \"split\": \"" + part + "\""));
    }
    String file = Files.writeString(root.resolve("posts.jsonl"), posts).toString();
    run = new TestRun(session, root, TASK, List.of(file), gold.toString());
    Arrays.stream(Step.values()).filter(step -> step.compareTo(Step.DECIDE) < 0).forEach(run::step);
  }

  @Test
  void whatRestsOnAnUntrainedLabelerIsNotTrained() {
    Map<String, String> reasons = new TreeMap<>();
    for (ModelCard card : ModelCards.read(run.context())) {
      if (card.notTrained() != null) {
        reasons.put(card.labeler(), card.notTrained());
      }
    }
    assertThat(reasons).containsOnlyKeys("out", "untrained");
    assertThat(reasons.get("out")).isEqualTo("it rests on untrained, which was not trained");
  }

  @Test
  void everyPostHasTheOutcomeOfItsVotes() {
    List<Row> rows =
        run.table(Table.PREDICTIONS)
            .groupBy("post_id")
            .pivot("labeler", List.of("model", "odds", "nested"))
            .agg(org.apache.spark.sql.functions.first("label"))
            .collectAsList();
    assertThat(rows).hasSize(60);
    assertThat(rows)
        .allSatisfy(
            row -> {
              String model = row.getAs("model");
              String odds = row.getAs("odds");
              assertThat(row.<String>getAs("nested"))
                  .isEqualTo(model.equals(odds) ? model : "funny");
            });
  }

  @Test
  void costsAreThoseOfAllThatItRestsOnEachOnce() {
    assertThat(rate("nested")).isPositive();
    assertThat(usd("marginal", "nested"))
        .as("odds is in model already")
        .isGreaterThan(usd("marginal", "model"))
        .isLessThan(usd("marginal", "model") + usd("marginal", "odds") + ownUsd("nested") + 1e-12);
    assertThat(usd("marginal", "model"))
        .isGreaterThan(
            usd("marginal", "rules") + usd("marginal", "regexes") + usd("marginal", "odds"));
    double people = usd("fixed", "rules") + usd("fixed", "regexes");
    assertThat(usd("fixed", "nested")).isGreaterThanOrEqualTo(people + usd("fixed", "odds") - 1e-9);
    assertThat(usd("fixed", "nested")).isCloseTo(usd("fixed", "model"), within(1e-3));
  }

  private static double ownUsd(String labeler) {
    return rate(labeler) / 3600 * run.spec().prices().coreHourUsd().doubleValue();
  }

  private static double rate(String labeler) {
    return Double.parseDouble(
        String.valueOf(run.context().noteOf(Step.PREDICT, Predict.RATE + labeler)));
  }

  private static double usd(String kind, String labeler) {
    return RecordRows.read(run.table(Table.COSTS), CostRow.class).stream()
        .filter(row -> row.kind().equals(kind) && row.labeler().equals(labeler))
        .mapToDouble(row -> row.usd().doubleValue())
        .sum();
  }
}
