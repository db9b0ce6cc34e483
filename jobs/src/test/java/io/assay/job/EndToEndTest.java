package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.job.AssayProcess.Ended;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From posts to a verdict by the real command line in its own process. */
class EndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DS = "2026-11-20";

  @TempDir Path root;

  @Test
  void aRunEndsWithAVerdictAndASecondOneDoesNothing() throws IOException {
    BundledPosts.write(root, 80, BundledPosts.TASK + BundledPosts.LOGISTIC + BundledPosts.LLM);
    aPlanKeepsNothing();
    Ended first = run();
    assertThat(first.code()).as(first.printed()).isZero();
    assertThat(names(runFolder()))
        .containsExactly(
            "comparison",
            "costs",
            "counts",
            "decision.json",
            "evaluation",
            "gold",
            "hashtags",
            "known",
            "known_predictions",
            "labelled",
            "llm_labels",
            "llm_repeats",
            "manifest.json",
            "models",
            "patterns",
            "posts",
            "predictions",
            "rejects",
            "report.html",
            "report.md",
            "rules",
            "sample",
            "splits");
    assertThat(names(runFolder().resolve("predictions")))
        .contains("labeler=tag-odds", "labeler=regexes", "labeler=logistic")
        .doesNotContain("labeler=llm");
    manifestTellsEverything();
    decisionHasItsKeys();
    screenTellsTheVerdict(first.printed());

    byte[] decision = Files.readAllBytes(runFolder().resolve("decision.json"));
    Ended second = run();
    assertThat(second.code()).isZero();
    for (Step step : Step.values()) {
      assertThat(second.printed()).contains("%-9s done already".formatted(step.key()));
    }
    assertThat(verdictOf(second.printed())).isEqualTo(verdictOf(first.printed()));
    assertThat(Files.readAllBytes(runFolder().resolve("decision.json"))).isEqualTo(decision);
    anotherBarIsTriedOnWhatIsStored();
    aPlanGoesByWhatWasMeasured();
    assertThat(Files.readAllBytes(runFolder().resolve("decision.json"))).isEqualTo(decision);
    anotherPostAloneIsLabelled();
  }

  private void anotherPostAloneIsLabelled() throws IOException {
    String measured = notes("train").path("core_seconds").asText();
    Files.writeString(
        root.resolve("posts.jsonl"),
        TestRun.post("another", "somebody", "one more"),
        StandardOpenOption.APPEND);
    Ended more = run();
    assertThat(more.code()).as(more.printed()).isZero();
    assertThat(more.printed())
        .contains("its models serve again", "have labelled all but 1 of the posts already");
    assertThat(notes("train").path("core_seconds").asText())
        .as("plans go by what it took when it was done")
        .isEqualTo(measured)
        .isNotEmpty();
    assertThat(notes("predict").path("taken_over").asText()).contains(DS);
  }

  private JsonNode notes(String step) throws IOException {
    return StreamSupport.stream(json("manifest.json").path("steps").spliterator(), false)
        .filter(entry -> entry.path("name").asText().equals(step))
        .findFirst()
        .orElseThrow()
        .path("notes");
  }

  private void aPlanKeepsNothing() {
    Ended ended = another("plan");
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertThat(ended.printed()).contains("80 posts", "not measured yet");
    assertThat(root.resolve("lake")).doesNotExist();
  }

  private void aPlanGoesByWhatWasMeasured() throws IOException {
    Path out = root.resolve("plan.json");
    Ended ended =
        another("plan", "--corpus-size=8000", "--executors=2", "--cores=3", "--out=" + out);
    assertThat(ended.code()).as(ended.printed()).isZero();
    JsonNode plan = JSON.readTree(out.toFile());
    assertThat(plan.path("posts").asInt()).isEqualTo(8_000);
    assertThat(plan.path("cores").asInt()).isEqualTo(6);
    assertThat(plan.path("measured_in").path(0).asText()).isEqualTo(DS);
    assertThat(plan.path("without_rate")).isEmpty();
    assertThat(StreamSupport.stream(plan.path("steps").spliterator(), false))
        .hasSize(Step.values().length - 1)
        .allSatisfy(step -> assertThat(step.path("hours").path("high").isNumber()).isTrue());
    assertThat(plan.path("total_usd").path("low").asDouble()).isPositive();
    assertThat(plan.path("labelling")).hasSize(3);
    assertThat(plan.path("memory").path("driver").asDouble()).isPositive();
  }

  /** Another command with the same options and some of its own. */
  private Ended another(String name, String... more) {
    String[] command = without("");
    command[0] = name;
    return AssayProcess.run(
        root, Stream.concat(Arrays.stream(command), Stream.of(more)).toArray(String[]::new));
  }

  private void anotherBarIsTriedOnWhatIsStored() {
    Ended ended = another("what-if", "--bar=1");
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertThat(ended.printed())
        .doesNotContain("starting Spark")
        .contains("What differs from the stored decision of " + DS)
        .containsPattern("bar +100 %, not 30 %");
  }

  private void manifestTellsEverything() throws IOException {
    JsonNode manifest = json("manifest.json");
    assertThat(manifest.path("outcome").asText()).isEqualTo("ok");
    assertThat(manifest.path("exit_code").asInt(-1)).isZero();
    assertThat(manifest.path("message").isNull()).isTrue();
    assertThat(StreamSupport.stream(manifest.path("steps").spliterator(), false))
        .extracting(step -> step.path("name").asText())
        .containsExactlyElementsOf(Stream.of(Step.values()).map(Step::key).toList());
    JsonNode tables = manifest.path("steps").path(0).path("tables");
    assertThat(tables.path("posts").path("rows").asInt()).isEqualTo(80);
    assertThat(tables.path("gold").path("rows").asInt()).isEqualTo(80);
    assertThat(tables.path("rejects").path("rows").asInt(-1)).isZero();
  }

  private void decisionHasItsKeys() throws IOException {
    JsonNode decision = json("decision.json");
    assertThat(keys(decision))
        .containsExactly(
            "schema_version",
            "task",
            "ds",
            "verdict",
            "recommended",
            "bar",
            "corpus_size",
            "look",
            "candidates",
            "undecided",
            "first_stage",
            "more_labels",
            "warnings",
            "inputs",
            "front",
            "dominated",
            "break_even",
            "training_labels",
            "best");
    assertThat(keys(decision.path("candidates").path(0)))
        .containsExactly(
            "labeler",
            "n",
            "right",
            "value",
            "lower",
            "upper",
            "coverage",
            "fixed_usd",
            "marginal_usd_per_1000",
            "hours",
            "state");
    assertThat(decision.path("task").asText()).isEqualTo("mini");
    assertThat(decision.path("ds").asText()).isEqualTo(DS);
    assertThat(decision.path("corpus_size").asInt()).isEqualTo(80);
    assertThat(decision.path("look").path("number").asInt()).isEqualTo(1);
    assertThat(StreamSupport.stream(decision.path("candidates").spliterator(), false))
        .extracting(candidate -> candidate.path("labeler").asText())
        .containsExactly("tag-odds", "regexes", "logistic");
  }

  private void screenTellsTheVerdict(String printed) {
    List<String> lines = printed.lines().map(EndToEndTest::withoutMoving).toList();
    for (String step : List.of("ingest", "embed", "report")) {
      assertThat(lines).anyMatch(line -> line.matches(step + " +\\d+\\.\\d s .*"));
    }
    assertThat(lines)
        .anyMatch(line -> line.matches("ingest .*gold 80.*posts 80.*|ingest .*posts 80.*"));
    for (String labeler : List.of("tag-odds", "regexes", "logistic")) {
      assertThat(lines)
          .anyMatch(
              line ->
                  line.matches(labeler + " +[\\d.]+ %  [\\d.]+ % \\[.*\\] +[\\d.]+ +[\\d.]+  .*"));
    }
    assertThat(printed).contains("report: " + runFolder().resolve("report.html"));
  }

  @Test
  void withoutGoldThereIsNoEvidence() throws IOException {
    BundledPosts.write(root, 60, BundledPosts.TASK);
    Ended ended = AssayProcess.run(root, without("--gold"));
    assertThat(ended.code()).as(ended.printed()).isZero();
    JsonNode decision = json("decision.json");
    assertThat(decision.path("verdict").asText()).isEqualTo("not-enough-evidence");
    assertThat(decision.path("recommended").isNull()).isTrue();
    JsonNode odds = decision.path("candidates").path(0);
    assertThat(odds.path("state").asText()).isEqualTo("not-trained");
    JsonNode regexes = decision.path("candidates").path(1);
    assertThat(regexes.path("n").asInt(-1)).isZero();
    assertThat(regexes.path("value").isNull()).as("no gold, no accuracy").isTrue();
    assertThat(regexes.path("coverage").isNumber()).isTrue();
    assertThat(Files.readString(runFolder().resolve("report.md"))).contains("tag-odds");
  }

  /** The smallest input that a newcomer may try: nothing to learn from, nothing to certify. */
  @Test
  void tenPostsOfOneLabelRunToTheEnd() throws IOException {
    String words =
        "  - {name: words, kind: classifier, features: [words], parameters: {regularization: [0.01]}}\n";
    BundledPosts.write(root, 10, BundledPosts.TASK + words);
    Path gold = root.resolve("gold.jsonl");
    Files.writeString(
        gold, Files.readString(gold).replaceAll("\"label\": \"\\w+\"", "\"label\": \"cute\""));
    Ended ended = run();
    assertThat(ended.code()).as(ended.printed()).isZero();
    JsonNode decision = json("decision.json");
    assertThat(decision.path("verdict").asText()).isEqualTo("not-enough-evidence");
    JsonNode trained = decision.path("candidates").path(2);
    assertThat(trained.path("labeler").asText()).isEqualTo("words");
    assertThat(trained.path("state").asText()).isEqualTo("not-trained");
    JsonNode regexes = decision.path("candidates").path(1);
    assertThat(regexes.path("lower").isNull()).as("below 15 gold").isTrue();
  }

  @Test
  void wrongGoldStopsTheRunAndTheManifestSaysWhy() throws IOException {
    BundledPosts.write(root, 10, BundledPosts.TASK);
    Path gold = root.resolve("gold.jsonl");
    Files.writeString(
        gold, Files.readString(gold) + "{\"id\": \"p0003\", \"label\": \"funnny\"}\n");
    Ended ended = run();
    assertThat(ended.code()).as(ended.printed()).isEqualTo(2);
    assertThat(ended.printed()).contains("p0003", "'funnny'", "did you mean 'funny'?");
    JsonNode manifest = json("manifest.json");
    assertThat(manifest.path("outcome").asText()).isEqualTo("usage");
    assertThat(manifest.path("exit_code").asInt()).isEqualTo(2);
    assertThat(manifest.path("message").asText()).contains("'funnny'");
    assertThat(manifest.path("steps")).isEmpty();
    assertThat(names(runFolder())).containsExactly("manifest.json");
  }

  private Ended run() {
    return AssayProcess.run(root, without(""));
  }

  /** The command without one of its options. */
  private String[] without(String option) {
    Map<String, String> options =
        new java.util.LinkedHashMap<>(
            Map.of(
                "--task", root.resolve("task.yaml").toString(),
                "--posts", root.resolve("posts.jsonl").toString(),
                "--gold", root.resolve("gold.jsonl").toString(),
                "--lake", root.resolve("lake").toString(),
                "--ds", DS,
                "--llm", "none"));
    options.remove(option);
    return Stream.concat(
            Stream.of("run"),
            options.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())))
        .toArray(String[]::new);
  }

  private Path runFolder() {
    return root.resolve("lake/runs/mini").resolve(DS);
  }

  private JsonNode json(String name) throws IOException {
    return JSON.readTree(runFolder().resolve(name).toFile());
  }

  private static List<String> keys(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> child.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  /** What stands in a line after all that was overwritten on a terminal. */
  private static String withoutMoving(String line) {
    return line.substring(line.lastIndexOf('\r') + 1);
  }

  private static List<String> verdictOf(String printed) {
    List<String> lines = Arrays.asList(printed.split("\n", -1));
    return lines.subList(lines.indexOf(""), lines.size());
  }
}
