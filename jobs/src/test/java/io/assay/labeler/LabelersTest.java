package io.assay.labeler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.SharedSpark;
import io.assay.classify.Block;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.Task;
import io.assay.labeler.Labeler.NotTrained;
import io.assay.post.HashtagWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedSpark.class)
class LabelersTest {
  private static SparkSession session;

  @TempDir Path root;

  @BeforeAll
  static void open(SparkSession shared) {
    session = shared;
  }

  @Test
  void aClassOfTheUsersOwnIsAKindByItsName() throws IOException {
    String own = "{name: x, kind: io.assay.labeler.LengthLabeler, label: sad, longer_than: 4}";
    Dataset<Row> posts = posts("a|short but long|", "b|tiny|", "c|secret!|");
    assertThat(said(task(own), posts))
        .containsEntry("a", "labelled sad 0.5 14 characters")
        .containsEntry("b", "abstained - - short")
        .containsEntry("c", "failed - - UnsupportedOperationException");
    assertThat(Labelers.of("io.assay.labeler.LengthLabeler").learns()).isFalse();
  }

  @Test
  void itsKeysAreCheckedLikeThoseOfBuiltInKinds() {
    String own = "{name: x, kind: io.assay.labeler.LengthLabeler, label: sad, longer_then: 4}";
    assertThatThrownBy(() -> task(own))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll("longer_then", "longer_than");
    for (String kind : List.of("io.assay.labeler.Nothing", "java.lang.String", "regexp")) {
      assertThatThrownBy(() -> task("{name: x, kind: %s}".formatted(kind)))
          .isInstanceOf(AssayException.class)
          .hasMessageContaining(kind);
    }
    assertThatThrownBy(() -> Labelers.of("none")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTeacherIsALabelerThatIsNoLlmAndLearnsFromNobodyItTeaches() {
    String learns = "kind: classifier, features: [words], train_on: labeler";
    Map<String, String> wrong =
        Map.of(
            "{name: x, %s}".formatted(learns),
            "teacher",
            "{name: x, kind: classifier, features: [words], teacher: y}",
            "train_on: labeler",
            "{name: x, %s, teacher: y}".formatted(learns),
            "y is no labeler",
            "{name: x, %s, teacher: x}".formatted(learns),
            "x refers to itself",
            "{name: x, %s, teacher: y}, {name: y, kind: imported, llm: true}".formatted(learns),
            "train_on: llm_labels",
            "{name: x, kind: hashtag-odds, embedder: bge-small-static}",
            "looks at no vector");
    wrong.forEach(
        (labelers, message) ->
            assertThatThrownBy(() -> task(labelers))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining(message));
  }

  @Test
  void everyBuiltInKindIsDescribedAndFound() {
    assertThat(Labelers.KINDS.known())
        .contains("hashtag-rules", "hashtag-odds", "regex", "classifier", "llm")
        .doesNotHaveDuplicates()
        .allSatisfy(
            kind -> {
              assertThat(Labelers.of(kind).kind()).isEqualTo(kind);
              assertThat(Labelers.of(kind).sentence()).isNotBlank();
              assertThat(Labelers.of(kind).settings().isRecord()).isTrue();
            });
  }

  @Test
  void hashtagRulesLabelByTags() throws IOException {
    Files.writeString(
        root.resolve("tags.csv"), "hashtag,label,weight\nlol*,funny,0.9\nrip,sad,0.8\n");
    Map<String, String> said =
        said(
            task("{name: x, kind: hashtag-rules, rules: tags.csv}"),
            posts("a|#LOLz|lolz", "b|#rip|rip", "c|lol without a tag|", "d|#other|other"));
    assertThat(said.get("a")).startsWith("labelled funny 0.9 ");
    assertThat(said.get("b")).startsWith("labelled sad 0.8 ");
    assertThat(said.get("c")).startsWith("abstained");
    assertThat(said.get("d")).startsWith("abstained");
  }

  @Test
  void theFirstPatternThatMatchesLabels() throws IOException {
    Files.writeString(
        root.resolve("p.yaml"),
        """
        - {name: laugh, label: funny, pattern: '(?i)\\bha(ha)+'}
        - {name: grief, label: sad, pattern: 'RIP|haha'}
        """);
    Map<String, String> said =
        said(
            task("{name: x, kind: regex, patterns: p.yaml}"),
            posts("a|HAHA RIP|", "b|RIP|", "c|rip|"));
    assertThat(said.get("a")).startsWith("labelled funny").contains("laugh");
    assertThat(said.get("b")).startsWith("labelled sad").contains("grief");
    assertThat(said.get("c")).startsWith("abstained");
  }

  @Test
  void hashtagOddsLearnFromTrainAndAbstainOnWhatIsUnknown() throws IOException, NotTrained {
    Task task = task("{name: x, kind: hashtag-odds, min_count: 2}");
    learn(
        task,
        posts(
            "1|t|lol|funny",
            "2|t|lol,lol|funny",
            "3|t|lol|funny",
            "4|t|rip|sad",
            "5|t|rip|sad",
            "6|t|once|sad",
            "7|t||sad"),
        posts());
    Map<String, String> said =
        said(task, posts("a|t|lol", "b|t|rip", "c|t|once", "d|t|", "e|t|never"));
    assertThat(said.get("a")).startsWith("labelled funny").contains("#lol");
    assertThat(said.get("b")).startsWith("labelled sad").contains("#rip");
    assertThat(said.get("c")).as("below min_count").startsWith("abstained");
    assertThat(said.get("d")).isEqualTo("abstained - - no hashtag");
    assertThat(said.get("e")).isEqualTo("abstained - - no known hashtag");
  }

  @Test
  void aHashtagThatIsNotKnownSpeaksByItsWords() throws IOException, NotTrained {
    String odds = "{name: x, kind: hashtag-odds, min_count: 2%s}";
    Dataset<Row> train =
        posts(
            "1|so good #FunnyCat|funnycat|funny",
            "2|so so #funny_dog|funny_dog|funny",
            "3|the funny one #FunnyDay|funnyday|funny",
            "4|it was sad #SadDay|sadday|sad",
            "5|the sad one #sad_cat|sad_cat|sad");
    Dataset<Row> posts = posts("a|look #sofunny|sofunny", "b|#qqq|qqq", "c|#FunnyCat|funnycat");
    learn(task(odds.formatted("")), train, posts());
    Map<String, String> said = said(task(odds.formatted("")), posts);
    assertThat(said.get("a")).startsWith("labelled funny").contains("word funny x");
    assertThat(said.get("b")).isEqualTo("abstained - - no known hashtag");
    assertThat(said.get("c")).startsWith("labelled funny");
    assertThat(said(task(odds.formatted(", back_off: false")), posts).get("a"))
        .startsWith("abstained");
  }

  @Test
  void wordsOfTheLanguageKeepAHashtagInOnePieceOrSplitIt() {
    Dataset<Row> train =
        posts("1|so la fa la|tag|funny", "2|la so fa|tag|funny", "3|red so fa|tag|sad");
    HashtagWords own = TagWords.of(train, List.of()).splitter();
    assertThat(own.split("sofa")).containsExactly("so", "fa");
    assertThat(own.split("redsofa")).as("red stands in one post only").containsExactly("redsofa");
    HashtagWords all = TagWords.of(train, List.of("the", "sofa", "red")).splitter();
    assertThat(all.split("sofa")).containsExactly("sofa");
    assertThat(all.split("redsofa")).containsExactly("red", "sofa");
    assertThat(all.split("lala")).as("its own words count still").containsExactly("la", "la");
  }

  @Test
  void centroidsAreTheMeansOfTheirPosts() throws IOException, NotTrained {
    Task task = task("{name: x, kind: centroid, min_similarity: 0.6}");
    String vector =
        "cast(case post_id when '1' then array(1, 0) when '2' then array(0.6, 0.8)"
            + " when 'a' then array(0.8, 0.6) when 'c' then array(-1, 0) else array(0, -1) end as array<float>)";
    Dataset<Row> train =
        posts("1|t||funny", "2|t||funny", "3|t||sad")
            .withColumn("vector", org.apache.spark.sql.functions.expr(vector));
    learn(task, train, train.limit(0));
    Map<String, String> said =
        said(
            task,
            posts("a|t|", "b|t|", "c|t|")
                .withColumn("vector", org.apache.spark.sql.functions.expr(vector)));
    // The mean of the two funny posts is (0.8, 0.4): its cosine with (0.8, 0.6) is 0.984.
    assertThat(said.get("a")).startsWith("labelled funny").endsWith("similarity 0.984");
    assertThat(said.get("b")).startsWith("labelled sad").endsWith("similarity 1.000");
    assertThat(said.get("c")).startsWith("abstained").endsWith("similarity 0.000");
  }

  @Test
  void whatCannotBeTrainedSaysWhy() throws IOException {
    Task odds = task("{name: x, kind: hashtag-odds}");
    assertThatThrownBy(() -> learn(odds, posts("1|t||sad", "2|t||funny"), posts()))
        .isInstanceOf(NotTrained.class)
        .hasMessageContaining("hashtag");
    Task classifier = task("{name: x, kind: classifier, features: [words]}");
    assertThatThrownBy(() -> learn(classifier, posts("1|a b||sad", "2|c d||sad"), posts()))
        .isInstanceOf(NotTrained.class)
        .hasMessageContaining("1 labels");
    assertThatThrownBy(() -> learn(classifier, posts("1|a b||sad", "2|c d||funny"), posts()))
        .isInstanceOf(NotTrained.class)
        .hasMessageContaining("no hashtag or word stands in 2 posts");
    assertThatThrownBy(() -> learn(classifier, posts(), posts()))
        .isInstanceOf(NotTrained.class)
        .hasMessageContaining("0 labels");
  }

  @Test
  void aClassifierIsAPlainPipelineOfMllib() throws IOException, NotTrained {
    Task task =
        task(
            "{name: x, kind: classifier, features: [hashtags, words], parameters: {regularization: [0.1, 0.01]}}");
    String[] train =
        IntStream.range(0, 40)
            .mapToObj(i -> i % 2 == 0 ? i + "|what a joke|lol|funny" : i + "|we miss you|rip|sad")
            .toArray(String[]::new);
    learn(task, posts(train), posts("t|a joke|lol|funny"));
    Dataset<Row> posts = posts("a|a joke|lol", "b|miss you|", "c|nothing known|");
    Map<String, String> said = said(task, posts);
    assertThat(said.get("a")).startsWith("labelled funny 0.");
    assertThat(said.get("b")).startsWith("labelled sad 0.");
    assertThat(said.get("c")).as("no feature is known").startsWith("abstained");
    assertThat(said(task, posts)).as("again").isEqualTo(said);

    PipelineModel saved = PipelineModel.load(root.resolve("model/pipeline").toString());
    assertThat(saved.stages())
        .allSatisfy(stage -> assertThat(stage.getClass().getName()).startsWith("org.apache.spark"));
    Dataset<Row> words =
        posts
            .selectExpr("post_id", "tags as hashtags", "split(text, ' ') as words")
            .filter("post_id = 'a'");
    assertThat(saved.transform(words).select("prediction").first().getDouble(0)).isZero();
    assertThat(Labelers.of("classifier").label(posts, "o", trial().application(task)).columns())
        .as("nothing of the pipeline stays behind")
        .containsExactly("post_id", "text", "tags", "gold", "o");
  }

  /** Every block that is made of the text, by the function of a post and by MLlib's stages. */
  @Test
  void aLinearClassifierLabelsAsItsPipelineDoes() throws IOException, NotTrained {
    Task task =
        task(
            "{name: x, kind: classifier, features: [hashtags, words, characters, length, emoji],"
                + " word_ngrams: [1, 2], preparation: [emoji-words], parameters: {regularization: [0.1]}}");
    String[] train =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? i + "|What a JOKE \uD83D\uDE02 " + "ha ".repeat(i) + "|lol|funny"
                        : i + "|we miss you, " + "so ".repeat(i) + "\uD83D\uDE2D|rip,sad|sad")
            .toArray(String[]::new);
    learn(task, posts(train), posts());
    Dataset<Row> posts =
        posts(
            "a|a JOKE|lol", "b|miss \uD83D\uDE2D you|", "c||", "d|what? so so!|sad,lol", "e|xyz|");
    ClassifierFolder folder = new ClassifierFolder(trial().folder(), trial().files());
    ClassifierSettings settings = (ClassifierSettings) task.labelers().get(0).settings();
    List<Row> staged =
        ClassifierLabeler.label(
                posts, "o", folder.pipeline(), settings, folder.decoder(settings.algorithm()))
            .select("o.*")
            .collectAsList();
    List<Row> fused =
        Labelers.of("classifier")
            .label(posts, "o", trial().application(task))
            .select("o.*")
            .collectAsList();
    assertThat(fused)
        .hasSameSizeAs(staged)
        .extracting(row -> row.getString(0))
        .contains("labelled");
    for (int i = 0; i < fused.size(); i++) {
      assertThat(fused.get(i).getString(0)).isEqualTo(staged.get(i).getString(0));
      assertThat(fused.get(i).getString(1)).isEqualTo(staged.get(i).getString(1));
      assertThat(fused.get(i).isNullAt(2)).isEqualTo(staged.get(i).isNullAt(2));
      if (!fused.get(i).isNullAt(2)) {
        assertThat(fused.get(i).getDouble(2)).isCloseTo(staged.get(i).getDouble(2), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"naive-bayes", "multilayer-perceptron"})
  void aClassifierSaysByWhichWordItCameToALabel(String algorithm) throws IOException, NotTrained {
    Task task =
        task(
            "{name: x, kind: classifier, algorithm: %s, features: [words], explain: true}"
                .formatted(algorithm));
    Dataset<Row> train =
        posts("1|a joke||funny", "2|the joke||funny", "3|a tear||sad", "4|the tear||sad");
    learn(task, train, posts());
    String why =
        Labelers.of("classifier")
            .label(posts("a|a joke again|"), "o", trial().application(task))
            .select("o.evidence")
            .first()
            .getString(0);
    assertThat(why).startsWith("word joke +");
  }

  @Test
  void aClassifierReadsThePreparedText() throws IOException {
    String text = "so #MondayMood \uD83D\uDE02";
    assertThat(words("", text)).contains("so").doesNotContain("monday", "tears");
    assertThat(words(", preparation: [emoji-words, split-hashtags]", text))
        .contains("so", "monday", "mood", "tears");
    assertThatThrownBy(() -> words(", preparation: [emoji]", text))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("emoji-words");
  }

  private List<String> words(String more, String text) throws IOException {
    Task task = task("{name: x, kind: classifier, features: [words, emoji]%s}".formatted(more));
    ClassifierSettings settings = (ClassifierSettings) task.labelers().get(0).settings();
    return ClassifierInput.of(settings, text, List.of(), new float[0]).terms(Block.WORDS);
  }

  /** A small part train may have no hashtag twice. */
  @Test
  void aBlockWithoutAnyKnownWordIsLeftOut() throws IOException, NotTrained {
    Task task =
        task(
            "{name: x, kind: classifier, features: [hashtags, words], parameters: {regularization: [0.01]}}");
    learn(task, posts("1|joke|a|funny", "2|joke|b|funny", "3|tear|c|sad", "4|tear||sad"), posts());
    Map<String, String> said = said(task, posts("a|joke|a", "b|tear|"));
    assertThat(said.get("a")).startsWith("labelled funny 0.");
    assertThat(said.get("b")).startsWith("labelled sad 0.");
  }

  private Task task(String labeler) throws IOException {
    return trial().task("{funny: , sad: }", labeler);
  }

  private void learn(Task task, Dataset<Row> train, Dataset<Row> tune) throws NotTrained {
    trial().learn(task, train, tune);
  }

  private Map<String, String> said(Task task, Dataset<Row> posts) {
    return trial().said(task, posts);
  }

  private Dataset<Row> posts(String... posts) {
    return trial().posts(posts);
  }

  private LabelerTrial trial() {
    return new LabelerTrial(session, root);
  }
}
