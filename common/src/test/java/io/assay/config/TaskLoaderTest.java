package io.assay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskLoaderTest {
  private static final String LEAST =
      """
      task: mood
      labels: {funny: makes people laugh, cute: [babies, puppies], no:}
      bar: {metric: accuracy, at_least: 0.7}
      labelers:
        - {name: nearest, kind: knn}
      """;

  @TempDir Path folder;

  @Test
  void defaults() throws IOException {
    Task task = load(LEAST);
    assertThat(task)
        .isEqualTo(
            new Task(
                "mood",
                Map.of(
                    "funny", List.of("makes people laugh"),
                    "cute", List.of("babies", "puppies"),
                    "no", List.of()),
                new Task.Bar(Task.Bar.Metric.ACCURACY, 0.7, 0.95, null),
                null,
                null,
                new Task.Split(0.4, 0.1, 0.1, 0.4, "author", ""),
                new Task.Sample(
                    100, 0, 0, 0, 200, 1, List.of(), Task.Sample.Allocation.PROPORTIONAL, 2),
                new Task.Budget(new BigDecimal("0"), null),
                "minilm-l6-v2-int8",
                null,
                List.of(
                    new LabelerSpec(
                        "nearest",
                        "knn",
                        0,
                        CalibrationMethod.NONE,
                        null,
                        new TestLabelers.Knn(15, TestLabelers.Distance.COSINE))),
                List.of(),
                List.of(),
                List.of(),
                new Task.LearningCurve(List.of(), 5, 3),
                folder.toString()));
    assertThat(task.labelNames()).containsExactly("funny", "cute", "no");
    assertThat(task.embedders()).containsExactly("minilm-l6-v2-int8");
  }

  @Test
  void aLabelerMayHaveAnEmbedderOfItsOwn() throws IOException {
    Task task =
        load(
            LEAST.replace(
                "{name: nearest, kind: knn}", "{name: nearest, kind: knn, embedder: fast}"));
    assertThat(task.embedders()).containsExactly("fast");
    assertThat(task.embedderOf(task.labelers().get(0))).contains("fast");
  }

  @Test
  void fullMapping() throws IOException {
    Files.createDirectory(folder.resolve("mood"));
    Files.writeString(folder.resolve("mood/rules.csv"), "tag,label\n");
    Task task =
        load(
            """
            task: mood
            labels:
              funny: makes people laugh
              cute: babies
            bar: {metric: selective_accuracy, at_least: 0.9, confidence: 0.99, min_coverage: 0.3}
            corpus_size: 5_000_000
            max_hours: 48
            split: {train: 0.5, tune: 0.1, calibrate: 0.1, test: 0.3, group_by: room, salt: s}
            sample: {llm_test: 120, llm_tune: 30, llm_calibrate: 40, llm_train: 9, gold: 20, seed: 7, strata: [lang, room], allocation: cost-optimal, min_per_stratum: 10}
            budget: {usd: 2.10, usd_per_month: 20}
            embedder: other
            reference_llm: llm
            labelers:
              - {name: tags, kind: rules, rules: mood/rules.csv, only: cute, effort_hours: 1.5}
              - name: llm
                kind: llm
                model: local
                shots: 4
              - {name: llm-2, kind: llm, model: big}
              - {name: cascade, kind: cascade, stages: [tags, llm], guarantee: {accuracy: 0.75}}
            columns: [room, channel]
            slices: [channel]
            label_hashtags: [fun]
            learning_curve: {labelers: [tags], sizes: 6, replicates: 4}
            """);
    assertThat(task)
        .isEqualTo(
            new Task(
                "mood",
                Map.of("funny", List.of("makes people laugh"), "cute", List.of("babies")),
                new Task.Bar(Task.Bar.Metric.SELECTIVE_ACCURACY, 0.9, 0.99, 0.3),
                5_000_000L,
                48.0,
                new Task.Split(0.5, 0.1, 0.1, 0.3, "room", "s"),
                new Task.Sample(
                    120,
                    30,
                    40,
                    9,
                    20,
                    7,
                    List.of("lang", "room"),
                    Task.Sample.Allocation.COST_OPTIMAL,
                    10),
                new Task.Budget(new BigDecimal("2.10"), new BigDecimal("20")),
                "other",
                "llm",
                List.of(
                    new LabelerSpec(
                        "tags",
                        "rules",
                        1.5,
                        CalibrationMethod.NONE,
                        null,
                        new TestLabelers.Rules("mood/rules.csv", List.of("cute"))),
                    new LabelerSpec(
                        "llm",
                        "llm",
                        0,
                        CalibrationMethod.NONE,
                        null,
                        new TestLabelers.Llm("local", 4)),
                    new LabelerSpec(
                        "llm-2",
                        "llm",
                        0,
                        CalibrationMethod.NONE,
                        null,
                        new TestLabelers.Llm("big", null)),
                    new LabelerSpec(
                        "cascade",
                        "cascade",
                        0,
                        CalibrationMethod.NONE,
                        null,
                        new TestLabelers.Cascade(
                            List.of("tags", "llm"), new TestLabelers.Guarantee(0.75, 0.05)))),
                List.of("room", "channel"),
                List.of("channel"),
                List.of("fun"),
                new Task.LearningCurve(List.of("tags"), 6, 4),
                folder.toString()));
    assertThat(task.resolve("mood/rules.csv")).exists();
    assertThat(task.labeler("llm").map(LabelerSpec::isLlm)).contains(true);
    assertThat(task.withLabelers(task.labelers().subList(0, 1)).referenceLlm()).isNull();
  }

  @Test
  void everyProblemStandsInOneMessageWithItsLine() throws IOException {
    Files.createDirectory(folder.resolve("mood"));
    Files.writeString(folder.resolve("mood/rule.csv"), "");
    String yaml =
        """
        task: My Mood
        labels:
          funny: makes people laugh
          Funny: again
        bar: {metric: acuracy, at_least: 70}
        corpus_sise: 5000000
        split: {train: 0.5}
        sample:
          llm_test: many
          strata: [lenght]
        budget: {usd: 2.00, usd_per_month: -1}
        reference_llm: lm
        labelers:
          - {name: tags, kind: rules, rules: mood/rules.csv, only: [funy]}
          - {name: tags, kind: knn, k: 0, distanc: cosine}
          - {name: third, kind: prototipe}
          - {kind: llm}
          - name: llm
            kind: llm
            model: local
            model: other
          - name: cascade
            kind: cascade
            stages: [tags, llmm]
          - name: circle
            kind: cascade
            stages:
              - circle
          - {name: own, kind: com.example.Own}
        columns: [text]
        slices: room
        """;
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            """
            24 problems
            F:1: task must be lower-case letters, digits, hyphens, dots and underscores, \
            at most 64, not My Mood
            F:4: label "Funny" is "funny" in other letters
            F:5: metric: acuracy is not known; did you mean "accuracy"?
            F:5: at_least must be between 0 and 1, not 70
            F:6: key "corpus_sise" is not known; did you mean "corpus_size"?
            F:7: split: train + tune + calibrate + test must be 1, not 1.1
            F:9: llm_test must be a whole number, not many
            F:10: stratum lenght is no column of the task; did you mean "length"?
            F:11: usd_per_month must be between 0 and 1000000, not -1
            F:12: reference_llm: lm is no labeler of kind llm; did you mean "llm"?
            F:14: there is no file D/mood/rules.csv; did you mean "rule.csv"?
            F:14: funy is no label; did you mean "Funny"?
            F:15: key "distanc" is not known; did you mean "distance"?
            F:15: k must be between 1 and 1000, not 0
            F:15: labeler tags is already on line 14
            F:16: kind: prototipe is not known; did you mean "prototype"?
            F:17: "model" is missing in labelers
            F:17: "name" is missing in labelers
            F:21: key "model" stands here twice
            F:24: llmm is no labeler of this task; did you mean "llm"?
            F:25: circle refers to itself, directly or by others
            F:29: kind: there is no labeler class com.example.Own on the class path
            F:30: column text is there without being named
            F:31: slice room is no column of the task; known: text"""
                .replace("F:", folder.resolve("task.yaml") + ":")
                .replace("D/", folder + "/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labels: {a: one}                     | 2: labels must be 2 to 200, not 1",
        "labels: [a, b]                       | 2: labels must have keys, not be a list",
        "labels: {' a': one, b: two}          | 2: label \" a\" must have 1 to 60 characters",
        "bar: 0.7                             | 3: bar must have keys: metric, at_least",
        "bar: {metric: accuracy}              | 3: \"at_least\" is missing in bar",
        "bar: {metric: selective_accuracy, at_least: 1} | 3: bar: min_coverage goes with",
        "bar: {metric: accuracy, at_least: 1, confidence: 1} | 3: confidence must be between 0.5",
        "split: {test: 0}                     | 6: test must be between 0.001 and 1, not 0",
        "split: {test: 0.5}                   | 6: split: train + tune + calibrate + test must be 1",
        "split: {group_by: autor}             | 6: group_by autor is no column of the task; did",
        "labelers: []                         | 4: labelers must name at least one",
        "labelers:                            | 4: \"labelers\" is missing",
        "labelers: [{name: l, kind: llm, model: m}] | 1: \"budget\" is missing",
        "labelers: [{name: l}]                | 4: \"kind\" is missing in labelers",
        "labelers: [{name: l, kind: a.b.C}]   | 4: kind: there is no labeler class a.b.C",
        "labelers: [{name: A/b, kind: knn}]   | 4: name must be lower-case letters",
        "labelers: [knn]                      | 4: labelers must have keys: name, kind",
        "columns: [author]                    | 6: column author is there without being named",
        "columns: [a b]                       | 6: column a b must be letters, digits",
        "learning_curve: {labelers: [nearst]} | 6: nearst is no labeler of this task; did you",
        "learning_curve: {sizes: 4}           | 6: sizes must be between 5 and 20, not 4",
        "slices: [room]                       | 6: slice room is no column of the task; there is",
        "corpus_size: 0                       | 6: corpus_size must be at least 1, not 0",
        "corpus_size: 1e30                    | 6: corpus_size must be a whole number, not 1e30",
        "max_hours: .nan                      | 6: max_hours must be a number, not .nan",
        "budget: {usd: -1}                    | 6: usd must be between 0 and 1000000, not -1",
        "reference_llm: nearest               | 6: reference_llm: nearest is no labeler of kind llm",
      })
  void oneProblem(String change, String message) throws IOException {
    String key = change.substring(0, change.indexOf(':') + 1);
    String yaml =
        LEAST.contains("\n" + key)
            ? LEAST.replaceAll("(?m)^" + key + ".*$(\n  .*$)*", change)
            : LEAST + change;
    assertThatThrownBy(() -> load(yaml))
        .hasMessageStartingWith("1 problem\n" + folder.resolve("task.yaml") + ":" + message);
  }

  @Test
  void kindsMayComeFromElsewhere() throws IOException {
    LabelerKinds own =
        new LabelerKinds(
            kind ->
                kind.contains(".") ? Optional.of(TestLabelers.Prototype.class) : Optional.empty(),
            List.of());
    Path file = write(LEAST.replace("kind: knn", "kind: com.example.Own"));
    assertThat(TaskLoader.load(file, own).labelers().get(0).settings())
        .isEqualTo(new TestLabelers.Prototype());
  }

  @Test
  void theOnlyLlmIsTheReference() throws IOException {
    Task task = load(LEAST + "  - {name: ask, kind: llm, model: m}\nbudget: {usd: 1}\n");
    assertThat(task.referenceLlm()).isEqualTo("ask");
  }

  @Test
  void jsonKnowsTheOrderOfLabelsAndNothingOfTheMachine() throws IOException {
    String json = CanonicalJson.of(load(LEAST));
    assertThat(json)
        .contains("\"label_order\":[\"funny\",\"cute\",\"no\"]", "\"task\":\"mood\"")
        .contains(
            "{\"calibrate\":\"none\",\"effort_hours\":0.0,\"embedder\":null,\"kind\":\"knn\",\"name\":\"nearest\",\"settings\":"
                + "{\"distance\":\"cosine\",\"k\":15}}")
        .doesNotContain(folder.toString(), "folder");
  }

  @Test
  void aTaskTravelsToExecutors() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(load(LEAST));
    }
    assertThat(bytes.size()).isPositive();
  }

  private Task load(String yaml) throws IOException {
    return TaskLoader.load(write(yaml), TestLabelers.KINDS);
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("task.yaml"), yaml);
  }
}
