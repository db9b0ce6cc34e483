package io.assay.labeler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.config.TaskLoader;
import io.assay.io.LakeFiles;
import io.assay.labeler.Labeler.NotTrained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Labelers over the outcomes of others. */
@ExtendWith(SharedSpark.class)
class MembersTest {
  private static final StructType POSTS =
      new StructType()
          .add(PostColumns.ID, DataTypes.StringType, false)
          .add(PostColumns.GOLD, DataTypes.StringType, true)
          .add("outcome_0", Outcomes.TYPE, true)
          .add("outcome_1", Outcomes.TYPE, true)
          .add("outcome_2", Outcomes.TYPE, true);

  private static SparkSession session;

  @TempDir Path root;

  @BeforeAll
  static void open(SparkSession shared) {
    session = shared;
  }

  @Test
  void theMajorityLabels() throws Exception {
    Task task = task("{name: x, kind: vote, labelers: [a, b, c]}");
    learn(task, posts());
    Dataset<Row> posts =
        posts(
            "sad-wins|?|sad|funny|sad",
            "tie|?|sad|funny|-",
            "alone|?|-|-|sad",
            "none|?|-|-|-",
            "not-asked|?|sad|sad|?");
    assertThat(said(task, posts))
        .containsEntry("sad-wins", "labelled sad 0.667 a, c; against it b for funny")
        .containsEntry("tie", "labelled funny 0.5 b; against it a for sad")
        .containsEntry("alone", "labelled sad 1.0 c")
        .containsEntry("none", "abstained null null none of its labelers has a label")
        .containsEntry("not-asked", "no outcome");
  }

  @Test
  void accuracyOnGoldWeighsTheVotes() throws Exception {
    Task task = task("{name: x, kind: vote, labelers: [a, b, c], weights: accuracy}");
    List<String> tune = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String poor = i < 6 ? "sad" : "funny";
      tune.add(i + "|sad|sad|%s|%s".formatted(poor, poor));
    }
    learn(task, posts(tune.toArray(String[]::new)));
    assertThat(said(task, posts("p|?|funny|sad|sad")).get("p"))
        .startsWith("labelled funny")
        .contains("a; against it b for sad, c for sad");
    assertThatThrownBy(() -> learn(task, posts()))
        .isInstanceOf(NotTrained.class)
        .hasMessageContaining("parts tune and calibrate");
    assertThatThrownBy(() -> learn(task, posts("p|sad|-|-|-"))).isInstanceOf(NotTrained.class);
  }

  @Test
  void aLabelModelLearnsWhomToTrustWithoutGold() throws Exception {
    Task task = task("{name: x, kind: dawid-skene, labelers: [a, b, c]}");
    List<String> votes = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String truth = i % 2 == 0 ? "funny" : "sad";
      String other = i % 2 == 0 ? "sad" : "funny";
      // Two who err in every third post, each in others, against one who never does.
      votes.add(
          "%d|?|%s|%s|%s"
              .formatted(i, truth, i % 3 == 0 ? other : truth, i % 3 == 1 ? other : truth));
    }
    learn(task, posts(votes.toArray(String[]::new)));
    Map<String, String> said = said(task, posts("p|?|sad|funny|funny", "q|?|-|-|-", "r|?|-|sad|-"));
    assertThat(said.get("p")).startsWith("labelled sad");
    assertThat(said.get("q")).startsWith("abstained");
    assertThat(said.get("r")).startsWith("labelled sad");
    assertThat(said(task, posts("p|?|sad|funny|funny"))).containsEntry("p", said.get("p"));
    assertThatThrownBy(() -> learn(task, posts("p|?|-|-|-"))).isInstanceOf(NotTrained.class);
  }

  @Test
  void theTaskFileIsChecked() {
    assertProblem("{name: x, kind: vote, labelers: [a]}", "at least 2");
    assertProblem("{name: x, kind: vote, labelers: [a, a]}", "each once");
    assertProblem("{name: x, kind: vote, labelers: [a, bb]}", "bb is no labeler of this task");
    assertProblem("{name: x, kind: vote, labelers: [a, x]}", "x refers to itself");
    assertProblem("{name: x, kind: vote, labelers: [a, b], weights: acuracy}", "acuracy");
    assertProblem("{name: x, kind: dawid-skene, labelers: [a, b]}", "at least 3");
  }

  private void assertProblem(String labeler, String problem) {
    assertThatThrownBy(() -> task(labeler))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(problem);
  }

  private Task task(String labeler) throws IOException {
    String yaml =
        """
        task: small
        labels: {funny: , sad: }
        bar: {metric: accuracy, at_least: 0.5}
        labelers:
          - {name: a, kind: hashtag-odds}
          - {name: b, kind: hashtag-odds}
          - {name: c, kind: imported}
          - %s
        """
            .formatted(labeler);
    return TaskLoader.load(Files.writeString(root.resolve("task.yaml"), yaml), Labelers.KINDS);
  }

  private void learn(Task task, Dataset<Row> posts) throws NotTrained {
    LabelerSpec spec = task.labeler("x").orElseThrow();
    Lesson.Embedder none = texts -> new float[0][];
    Dataset<Row> nothing = posts();
    Labelers.of(spec.kind())
        .learn(
            new Lesson(
                task,
                spec,
                nothing,
                posts,
                nothing,
                posts,
                llm -> nothing,
                nothing,
                none,
                folder(),
                files(),
                note -> {}));
  }

  /** By post: status, label, confidence (three digits), evidence. */
  private Map<String, String> said(Task task, Dataset<Row> posts) {
    LabelerSpec spec = task.labeler("x").orElseThrow();
    Application application = new Application(task, spec, folder(), files(), posts(), null);
    Map<String, String> said = new TreeMap<>();
    for (Row row :
        Labelers.of(spec.kind())
            .label(posts, "o", application)
            .selectExpr(
                "post_id",
                "concat_ws(' ', o.status, coalesce(o.label, 'null'),"
                    + " coalesce(string(round(o.confidence, 3)), 'null'), o.evidence) said")
            .collectAsList()) {
      said.put(
          row.getString(0), row.getString(1).equals("null null") ? "no outcome" : row.getString(1));
    }
    return said;
  }

  /** Posts from {@code id|gold|a|b|c}: a label, {@code -} for an abstention, {@code ?} for none. */
  private static Dataset<Row> posts(String... posts) {
    List<Row> rows =
        Arrays.stream(posts)
            .map(post -> post.split("\\|", -1))
            .map(
                part ->
                    RowFactory.create(
                        part[0],
                        part[1].equals("?") ? null : part[1],
                        outcome(part[2]),
                        outcome(part[3]),
                        outcome(part[4])))
            .toList();
    return session.createDataFrame(rows, POSTS).coalesce(1);
  }

  private static @Nullable Row outcome(String said) {
    return switch (said) {
      case "?" -> null;
      case "-" -> RowFactory.create("abstained", null, null, null);
      default -> RowFactory.create("labelled", said, null, null);
    };
  }

  private org.apache.hadoop.fs.Path folder() {
    return new org.apache.hadoop.fs.Path(root.resolve("model").toUri());
  }

  private static LakeFiles files() {
    return new LakeFiles(new Configuration());
  }
}
