package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
