package io.assay.labeler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SharedSpark;
import io.assay.config.Task;
import io.assay.labeler.Labeler.NotTrained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels and vectors that no course on learning shows. */
@ExtendWith(SharedSpark.class)
class OddLearningTest {
  private static final int MANY = 150;

  @TempDir Path root;

  private LabelerTrial trial;

  @BeforeEach
  void open(SparkSession session) {
    trial = new LabelerTrial(session, root);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: hashtag-odds",
        "kind: classifier, features: [hashtags], parameters: {regularization: [0.001]}",
        "kind: classifier, algorithm: naive-bayes, features: [hashtags]",
      })
  void learnsOneHundredAndFiftyLabels(String keys) throws IOException, NotTrained {
    String labels =
        IntStream.range(0, MANY)
            .mapToObj(label -> "label-%d: ".formatted(label))
            .collect(Collectors.joining(", ", "{", "}"));
    Task task = trial.task(labels, "{name: x, %s}".formatted(keys));
    String[] train =
        IntStream.range(0, 3 * MANY)
            .mapToObj(i -> "%d|text|tag%d|label-%d".formatted(i, i % MANY, i % MANY))
            .toArray(String[]::new);
    trial.learn(task, trial.posts(train), trial.posts());
    Map<String, String> said = trial.said(task, trial.posts("a|x|tag0", "b|x|tag149", "c|x|never"));
    assertThat(said.get("a")).startsWith("labelled label-0 ");
    assertThat(said.get("b")).startsWith("labelled label-149 ");
    assertThat(said.get("c")).startsWith("abstained");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashtag-odds", "knn", "centroid", "classifier"})
  void onePostIsEnoughOrNotTrainedSaysWhy(String kind) throws IOException {
    Task task = trial.task("{funny: , sad: }", "{name: x, kind: %s}".formatted(kind));
    Dataset<Row> one = withVectors(trial.posts("1|ha ha|lol|funny"), "array(1f, 0f)");
    try {
      trial.learn(task, one, one.limit(0));
    } catch (NotTrained e) {
      assertThat(e).hasMessageMatching("(?s).*\\d.*");
      return;
    }
    Map<String, String> said =
        trial.said(task, withVectors(trial.posts("a|ha|lol"), "array(1f, 0f)"));
    assertThat(said.get("a")).matches("labelled funny .*|abstained .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: knn",
        "kind: knn, exact_up_to: 0",
        "kind: centroid",
        "kind: classifier, features: [embedding], parameters: {regularization: [0.001]}",
        "kind: classifier, features: [embedding], embedding_dimensions: 1, parameters: {regularization: [0.001]}",
      })
  void vectorsThatAreNoNumbersTeachNothingAndGetNoLabel(String keys)
      throws IOException, NotTrained {
    Task task = trial.task("{funny: , sad: }", "{name: x, %s}".formatted(keys));
    Dataset<Row> train =
        vectorsByLabel("1|t||funny", "2|u||funny", "3|v||sad", "4|w||sad")
            .unionByName(withVectors(trial.posts("5|x||sad"), "array(float('NaN'), 1f)"));
    trial.learn(task, train, train.limit(0));
    Dataset<Row> posts =
        vectorsByLabel("a|y||funny", "b|z||sad")
            .unionByName(withVectors(trial.posts("c|q|"), "array(1f, float('NaN'))"))
            .unionByName(withVectors(trial.posts("d|r|"), "array(float('Infinity'), 0f)"));
    Map<String, String> said = trial.said(task, posts);
    assertThat(said.get("a")).startsWith("labelled funny");
    assertThat(said.get("b")).startsWith("labelled sad");
    assertThat(List.of(said.get("c"), said.get("d")))
        .allSatisfy(outcome -> assertThat(outcome).startsWith("failed"));
  }

  @Test
  void anLlmThatLabelledOnlyWhatPeopleDidAddsNothingAndTheCardSaysSo()
      throws IOException, NotTrained {
    Files.writeString(root.resolve("prompt.txt"), "{labels}\n{post}\n");
    Task task =
        trial.task(
            "{funny: , sad: }",
            "{name: x, kind: classifier, features: [hashtags], min_posts: 1, train_on: both, llm: l,"
                + " parameters: {regularization: [0.001]}},"
                + " {name: l, kind: llm, prompt: prompt.txt}");
    Dataset<Row> train = trial.posts("1|t|a|funny", "2|u|a|funny", "3|v|b|sad", "4|w|b|sad");
    assertThat(trial.learn(task, train, train)).singleElement().asString().contains("add nothing");
  }

  @Test
  void aLabelWithoutAPostIsNeverGiven() throws IOException, NotTrained {
    Task task =
        trial.task(
            "{funny: , sad: , wow: }",
            "{name: x, kind: classifier, features: [hashtags], parameters: {regularization: [0.001]}}");
    trial.learn(
        task,
        trial.posts("1|a|f|funny", "2|b|f|funny", "3|c|s|sad", "4|d|s|sad"),
        trial.posts("5|e|w|wow"));
    assertThat(trial.said(task, trial.posts("a|x|f", "b|x|s", "c|x|f,s")).values())
        .allSatisfy(outcome -> assertThat(outcome).matches("labelled (funny|sad) .*"));
  }

  @Test
  void copiesLackSomeWordsAndHashtagsAndAreTheSameAgain() {
    Augmentation twice = new Augmentation(2, 0.5, 0.3, 0);
    String[] posts =
        IntStream.range(0, 40)
            .mapToObj(i -> i + "|a quick brown fox #one #two jumps over|one,two|funny")
            .toArray(String[]::new);
    List<Row> rows = twice.add(trial.posts(posts), 7).collectAsList();
    assertThat(twice.add(trial.posts(posts), 7).collectAsList()).isEqualTo(rows);
    assertThat(rows).hasSize(3 * posts.length);
    long whole =
        rows.stream().filter(row -> row.getString(1).equals(posts[0].split("\\|", -1)[1])).count();
    assertThat(whole).isBetween((long) posts.length, posts.length + 10L);
    long tags = rows.stream().mapToLong(row -> row.getList(2).size()).sum();
    assertThat(tags).as("80 of the posts, half of 160 of the copies").isBetween(130L, 190L);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.getString(1)).isNotBlank();
              assertThat(row.getList(2).contains("one"))
                  .isEqualTo(row.getString(1).contains("#one"));
            });
    assertThat(new Augmentation(0, 0.5, 0.3, 0).add(trial.posts(posts), 7).collectAsList())
        .hasSize(posts.length);
  }

  @Test
  void someCopiesHaveTheirEmojiWrittenOut() {
    String[] posts =
        IntStream.range(0, 40)
            .mapToObj(i -> i + "|so late \ud83d\ude02|-|funny")
            .toArray(String[]::new);
    List<String> texts =
        new Augmentation(2, 0, 0, 0.5)
            .add(trial.posts(posts), 7).collectAsList().stream()
                .map(row -> row.getString(1))
                .toList();
    assertThat(texts).hasSize(3 * posts.length);
    assertThat(texts.stream().filter(text -> text.contains("face with tears of joy")).count())
        .as("half of 80 copies, none of the posts")
        .isBetween(25L, 55L);
    assertThat(texts.stream().filter(text -> text.endsWith("\ud83d\ude02")).count())
        .isBetween(65L, 95L);
  }

  @Test
  void oneLabelAloneIsNothingToChooseFrom() throws IOException {
    Task task = trial.task("{funny: , sad: }", "{name: x, kind: classifier, features: [hashtags]}");
    String[] train =
        Collections.nCopies(9, "|t|lol|funny").stream()
            .map(post -> "p" + post)
            .toArray(String[]::new);
    assertThatThrownBy(() -> trial.learn(task, trial.posts(train), trial.posts()))
        .isInstanceOf(NotTrained.class)
        .hasMessageContaining("1 labels");
  }

  private Dataset<Row> vectorsByLabel(String... posts) {
    return withVectors(
        trial.posts(posts), "if(gold = 'funny', array(0.8f, 0.6f), array(-0.6f, 0.8f))");
  }

  private static Dataset<Row> withVectors(Dataset<Row> posts, String vector) {
    return posts.withColumn(PostColumns.VECTOR, functions.expr(vector));
  }
}
