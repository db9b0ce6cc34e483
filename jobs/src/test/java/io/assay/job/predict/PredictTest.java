package io.assay.job.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.PartitionSizes;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class PredictTest {
  /** Two executors drew other ones each from a shuffle, and found no vectors of each other's. */
  @Test
  void postsThatAreTimedAreTheSameOnEveryExecutor(SparkSession session, @TempDir Path folder)
      throws IOException {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      Path file = folder.resolve(i + ".jsonl");
      Files.writeString(file, TestRun.post("p" + i, "a", "post " + i));
      inputs.add(file.toString());
    }
    TestRun run = new TestRun(session, folder, TestRun.TASK, inputs, null);
    run.step(Step.INGEST);
    assertThat(LearningPosts.posts(run.context()).javaRDD().getNumPartitions()).isGreaterThan(1);
    Dataset<Row> some = Predict.some(run.context(), 7);
    assertThat(some.select("post_id").distinct().count()).isEqualTo(7);
    assertThat(some.javaRDD().toDebugString()).contains("FileScan").doesNotContain("Shuffle");
  }

  @Test
  void predictionsAreInNoMoreFilesThanThePostsAreReadIn(SparkSession session, @TempDir Path folder)
      throws IOException {
    Path posts = folder.resolve("posts.jsonl");
    for (int i = 0; i < 60; i++) {
      Files.writeString(
          posts,
          TestRun.post("p" + i, "a", "post " + i),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    TestRun run = new TestRun(session, folder, TestRun.TASK, List.of(posts.toString()), null);
    run.step(Step.INGEST);
    run.step(Step.ASK, context -> context.tables().write(Table.LLM_LABELS, List.of()));
    Dataset<Row> predictions =
        run.table(Table.POSTS)
            .selectExpr(
                "post_id",
                "'abstained' as status",
                "null as label",
                "null as confidence",
                "null as evidence",
                "'odds' as labeler")
            .repartition(50);
    run.step(Step.PREDICT, context -> new EarlierPredictions(context).write(predictions));
    assertThat(run.table(Table.PREDICTIONS).count()).isEqualTo(60);
    assertThat(run.context().tables().files(Table.PREDICTIONS))
        .hasSizeLessThanOrEqualTo(PartitionSizes.ofPosts(run.context()));
  }
}
