package io.assay.job.evaluate;

import static io.assay.job.ElsewhereRun.POSTS;
import static io.assay.job.ElsewhereRun.lines;
import static io.assay.job.ElsewhereRun.truth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.io.Table;
import io.assay.job.ElsewhereRun;
import io.assay.job.run.Step;
import io.assay.sample.RandomNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Posts for people to label, and labels by people. */
@ExtendWith(SharedSpark.class)
class ReviewTest {
  private static final String LABELERS =
      """
      - {name: one, kind: imported}
      - {name: other, kind: imported}
      """;

  @TempDir Path root;

  @Test
  void theNextOfTheRandomSampleComeEvenBeforeTheNextRun(SparkSession session) throws IOException {
    ElsewhereRun run = new ElsewhereRun(session, root, LABELERS, null);
    List<String> drawn =
        IntStream.range(0, POSTS)
            .mapToObj(i -> "p" + i)
            .sorted(Comparator.comparingDouble(id -> RandomNumber.of("sample:1", id)))
            .toList();
    assertThat(run.review("first.csv", "gold", 12)).isEqualTo(drawn.subList(0, 12));
    run.answer("first.csv", 2);
    assertThat(run.take("--as gold first.csv"))
        .isEqualTo("imported 10 labels of people; 2 records without a label were skipped");
    assertThat(run.review("second.csv", "gold", 4))
        .as("the two that were left open, then the next")
        .isEqualTo(drawn.subList(10, 14));
    run.steps(Step.INGEST, Step.SPLIT);
    assertThat(run.run().byPost(Table.GOLD, "source"))
        .hasSize(10)
        .containsOnlyKeys(drawn.subList(0, 10))
        .containsValue("sample");
    Map<String, String> parts = run.run().byPost(Table.SPLITS, "part");
    assertThat(drawn.subList(0, 10)).allMatch(id -> "test".equals(parts.get(id)));
    assertThat(Files.readAllLines(root.resolve("second.csv")).stream().skip(1))
        .as("nothing that a tool says")
        .allMatch(row -> row.matches("p\\d+,\"a (cat|dog), number \\d+\",,,test,sample"));
    assertThatThrownBy(() -> run.review("first.csv", "gold", 4))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("first.csv is there already");
    assertThatThrownBy(() -> run.review("none.csv", "gold", 0)).hasMessageContaining("--n");
  }

  /** What somebody looked at to learn from it is never scored, whatever its file says later. */
  @Test
  void inspectedPostsLeaveTheFrameForGood(SparkSession session) throws IOException {
    ElsewhereRun run = new ElsewhereRun(session, root, LABELERS, null);
    run.file("one.csv", "id,label\n" + lines(POSTS, i -> "p%d,%s".formatted(i, truth(i))));
    run.file(
        "other.csv",
        "id,label\n" + lines(POSTS, i -> "p%d,%s".formatted(i, i % 12 == 0 ? "cat" : truth(i))));
    run.take("--as predictions one.csv");
    run.take("--as predictions other.csv");
    run.steps(Step.HASHTAGS, Step.SAMPLE, Step.ASK, Step.TRAIN, Step.PREDICT);
    List<String> inspected = run.review("inspect.csv", "inspect", 4);
    assertThat(inspected)
        .as("the labelers disagree on them")
        .hasSize(4)
        .allMatch(id -> Integer.parseInt(id.substring(1)) % 12 == 0);
    assertThat(run.run().table(Table.SAMPLE).filter("purpose = 'gold'").collectAsList())
        .as("who is to be scored stays")
        .extracting(row -> row.getString(0))
        .hasSize(60)
        .doesNotContainAnyElementsOf(inspected);
    assertThat(run.review("gold.csv", "gold", POSTS)).hasSize(POSTS - 4);
    String without =
        "id,label,split\n" + inspected.get(0) + ",dog,test\n" + inspected.get(1) + ",dog,\n";
    run.file("labelled.csv", without);
    run.take("--as gold labelled.csv");
    run.steps(Step.INGEST, Step.SPLIT);
    Map<String, String> parts = run.run().byPost(Table.SPLITS, "part");
    assertThat(inspected).allMatch(id -> "tune".equals(parts.get(id)));
    assertThat(parts.values().stream().filter("tune"::equals)).hasSize(4);
    assertThat(run.run().byPost(Table.GOLD, "source")).hasSize(2).containsValue("inspect");
  }

  @Test
  void anAnnotatorMayChangeHerMindAndAnotherHasAVoteOfHisOwn(SparkSession session)
      throws IOException {
    String given =
        """
        {"id": "p1", "label": "dog", "annotator": "ann"}
        {"id": "p2", "label": "dog"}
        {"id": "p3", "label": "dog"}
        """;
    ElsewhereRun run = new ElsewhereRun(session, root, LABELERS, given);
    run.file("people.csv", "id,label,annotator\np1,cat,ann\np1,dog,bob\np2,cat,\np4, cat ,\n");
    assertThat(run.take("--as gold people.csv")).isEqualTo("imported 4 labels of people");
    run.steps(Step.INGEST);
    assertThat(
            run.run()
                .table(Table.GOLD)
                .orderBy("post_id", "annotator")
                .selectExpr("concat_ws(' ', post_id, label, annotator)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("p1 cat ann", "p1 dog bob", "p2 cat", "p3 dog", "p4 cat");
  }
}
