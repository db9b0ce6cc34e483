package io.assay.job.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.io.RecordRows;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import io.assay.label.RuleCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class RuleCountsTest {
  private static final String TASK =
      """
      task: small
      labels: {funny: , sad: , cute: }
      bar: {metric: accuracy, at_least: 0.5}
      labelers:
        - {name: tags, kind: hashtag-rules, rules: rules.csv}
        - {name: words, kind: regex, patterns: patterns.yaml}
        - {name: odds, kind: hashtag-odds}
      """;

  @TempDir Path root;

  @Test
  void rulesAreCountedOnTrainAndTuneAndMissingHashtagsSuggested(SparkSession session)
      throws IOException {
    Files.writeString(root.resolve("rules.csv"), "hashtag,label\nlol,funny\nlo*,cute\nnever,sad\n");
    Files.writeString(
        root.resolve("patterns.yaml"), "- {name: laugh, label: funny, pattern: 'ha'}\n");
    StringBuilder posts = new StringBuilder();
    StringBuilder gold = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      add(posts, gold, "l" + i, "number %d #lol".formatted(i), i < 6 ? "funny" : "sad", "train");
      add(posts, gold, "p" + i, "ha %d #puppy".formatted(i), i < 7 ? "cute" : "sad", "train");
      add(posts, gold, "t" + i, "ha %d #lol #puppy".formatted(i), "funny", "test");
    }
    add(posts, gold, "v", "look #love", "cute", "val");
    List<String> paths =
        List.of(Files.writeString(root.resolve("posts.jsonl"), posts.toString()).toString());
    TestRun run = new TestRun(session, root, TASK, paths, gold.toString());
    for (Step step :
        List.of(Step.INGEST, Step.HASHTAGS, Step.SPLIT, Step.SAMPLE, Step.ASK, Step.TRAIN)) {
      run.step(step);
    }
    assertThat(RecordRows.read(run.table(Table.RULES), RuleCount.class))
        .containsExactly(
            new RuleCount("tags", "#lol", "funny", "written", 8, 6, 8, 8, 17),
            new RuleCount("tags", "#lo*", "cute", "written", 9, 1, 8, 8, 17),
            new RuleCount("tags", "#never", "sad", "written", 0, 0, 0, 0, 17),
            new RuleCount("tags", "#puppy", "cute", "suggested", 8, 7, 0, 0, 17),
            new RuleCount("words", "laugh", "funny", "written", 8, 0, 0, 0, 17));
  }

  private static void add(
      StringBuilder posts, StringBuilder gold, String id, String text, String label, String part) {
    posts.append(TestRun.post(id, "author-" + id, id + " " + text));
    gold.append(TestRun.gold(id, label, ", \"split\": \"" + part + "\""));
  }
}
