package io.assay.job.predict;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.io.RunFolder;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class PostChangesTest {
  @TempDir Path folder;

  @Test
  void filesThatCameTellTheSameAsTheContentOfAllPosts(SparkSession session) throws IOException {
    List<String> inputs = new ArrayList<>(List.of(input("p", 9)));
    TestRun before = run(session, inputs);
    asked(before, "p0 funny", "p1 sad", "p2 cute");
    before.step(
        Step.PREDICT,
        context ->
            context
                .tables()
                .write(
                    Table.LABELLED, PostChanges.contents(context, LearningPosts.texts(context))));
    RunFolder then = before.context().run();
    List<String> known = before.context().tables().files(Table.POSTS);

    inputs.add(input("q", 3));
    TestRun run = run(session, inputs);
    assertThat(run.context().tables().files(Table.POSTS))
        .containsAll(known)
        .hasSizeGreaterThan(known.size());
    asked(run, "p0 sad", "p2 cute", "p3 funny", "q0 funny");
    for (List<String> files : List.of(known, List.<String>of())) {
      PostChanges changes = PostChanges.since(run.context(), then, files);
      assertThat(ids(changes.anew())).containsExactly("p0", "p1", "p3", "q0", "q1", "q2");
      assertThat(changes.anewCount()).isEqualTo(6);
      assertThat(ids(changes.gone())).containsExactly("p0", "p1", "p3");
      assertThat(changes.goneCount()).isEqualTo(3);
    }
  }

  private String input(String prefix, int posts) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < posts; i++) {
      lines.append(TestRun.post(prefix + i, "a", "post " + prefix + i));
    }
    Path file = folder.resolve(prefix + ".jsonl");
    Files.writeString(file, lines);
    return file.toString();
  }

  private TestRun run(SparkSession session, List<String> inputs) throws IOException {
    TestRun run = new TestRun(session, folder, TestRun.TASK, inputs, null);
    run.step(Step.INGEST);
    return run;
  }

  private static void asked(TestRun run, String... answers) {
    Dataset<Row> labels =
        run.session()
            .createDataset(List.of(answers), Encoders.STRING())
            .selectExpr("split(value, ' ')[0] as post_id", "split(value, ' ')[1] as label")
            .withColumn("status", lit("labelled"));
    for (String other : Table.LLM_LABELS.schema().fieldNames()) {
      if (!List.of(labels.columns()).contains(other)) {
        labels = labels.withColumn(other, lit("1"));
      }
    }
    Dataset<Row> table = labels;
    run.step(Step.ASK, context -> context.tables().write(Table.LLM_LABELS, table));
  }

  private static List<String> ids(Dataset<Row> posts) {
    return posts.select("post_id").as(Encoders.STRING()).collectAsList().stream().sorted().toList();
  }
}
