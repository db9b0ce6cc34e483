package io.assay.job.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class GoldTest {
  @TempDir Path root;

  @Test
  void mostAnnotatorsWinAndATieGoesToTheTasksEarlierLabel(SparkSession session) throws IOException {
    StringBuilder gold = new StringBuilder();
    vote(gold, "one", "cute");
    vote(gold, "majority", "funny", "cute", "cute");
    vote(gold, "tie", "cute", "sad");
    vote(gold, "three", "cute", "sad", "funny");
    StringBuilder posts = new StringBuilder();
    for (String id : List.of("one", "majority", "tie", "three", "none")) {
      posts.append(TestRun.post(id, id, "text of " + id));
    }
    String file = Files.writeString(root.resolve("posts.jsonl"), posts).toString();
    TestRun run = new TestRun(session, root, TestRun.TASK, List.of(file), gold.toString());
    run.step(Step.INGEST);
    assertThat(Gold.resolved(run.context()).orderBy("post_id").collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getString(1))
        .containsExactly("majority cute", "one cute", "three funny", "tie sad");
  }

  private static void vote(StringBuilder gold, String id, String... labels) {
    for (int i = 0; i < labels.length; i++) {
      gold.append(TestRun.gold(id, labels[i], ", \"annotator\": \"person%d\"".formatted(i)));
    }
  }
}
