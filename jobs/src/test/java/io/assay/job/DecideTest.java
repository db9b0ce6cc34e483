package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assay.SharedSpark;
import io.assay.cost.CostRow;
import io.assay.decide.Decision;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.TrainingLabels;
import io.assay.decide.TrainingRuns;
import io.assay.decide.Verdict;
import io.assay.eval.Count;
import io.assay.io.RecordRows;
import io.assay.io.SmallTables;
import io.assay.io.Table;
import io.assay.job.predict.LearningCurves;
import io.assay.job.run.Step;
import io.assay.labeler.RecordingLabeler;
import io.assay.report.wording.DecisionChanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From stored tables to a decision, again and again; and the learning curves that it uses. */
@ExtendWith(SharedSpark.class)
class DecideTest {
  private static final int TRAIN = 240;
  private static final int VALIDATION = 100;
  private static final int TEST = 80;

  /** Dollars of a ledger row have 12 decimals. */
  private static final double DECIMALS = 3e-12;

  private static final String CONF = "--conf=" + AssayProcess.PROJECT.resolve("conf");

  private static final String TASK =
      """
      task: small
      labels: {funny: , sad: , cute: }
      bar: {metric: accuracy, at_least: 0.5}
      corpus_size: 1000000
      labelers:
        - {name: odds, kind: hashtag-odds, min_count: 1, effort_hours: 1}
        - {name: same, kind: io.assay.labeler.RecordingLabeler}
        - {name: other, kind: io.assay.labeler.RecordingLabeler, label: cute}
      learning_curve: {labelers: [odds, same]}
      """;

  private static final String OTHER =
      "  - {name: other, kind: io.assay.labeler.RecordingLabeler, label: cute}\n";

  @TempDir static Path root;
  private static TestRun run;
  private static List<List<String>> lessons;

  @BeforeAll
  static void runAll(SparkSession session) throws IOException {
    StringBuilder posts = new StringBuilder();
    StringBuilder gold = new StringBuilder();
    for (int i = 0; i < TRAIN + VALIDATION + TEST; i++) {
      String word = "" + (char) ('a' + i % 26) + (char) ('a' + i / 26);
      int tag = i * 7 % 60;
      String label = List.of("funny", "sad", "cute").get(i % 11 == 0 ? i % 3 : tag % 3);
      posts.append(
          TestRun.post("p" + i, "a" + i, word + " thing #tag" + (char) ('a' + tag % 26) + tag));
      String part = i < TRAIN ? "train" : i < TRAIN + VALIDATION ? "val" : "test";
      gold.append(TestRun.gold("p" + i, label, ", \"split\": \"" + part + "\""));
    }
    String file = Files.writeString(root.resolve("posts.jsonl"), posts).toString();
    RecordingLabeler.LESSONS.clear();
    run = new TestRun(session, root, TASK, List.of(file), gold.toString());
    Arrays.stream(Step.values()).filter(step -> step != Step.REPORT).forEach(run::step);
    lessons = List.copyOf(RecordingLabeler.LESSONS);
  }

  @Test
  void smallTablesAreReadWithoutSparkAsWithIt() {
    SmallTables small = new SmallTables(run.context().run());
    assertThat(RecordRows.read(small.read(Table.COUNTS), Count.class))
        .isNotEmpty()
        .isEqualTo(RecordRows.read(run.table(Table.COUNTS), Count.class));
    assertThat(RecordRows.read(small.read(Table.COSTS), CostRow.class))
        .isNotEmpty()
        .isEqualTo(RecordRows.read(run.table(Table.COSTS), CostRow.class));
  }

  @Test
  void aReplayGivesTheSameBytesAndIsTheSameLook() throws IOException {
    byte[] first = Files.readAllBytes(decisionFile());
    run.step(Step.DECIDE);
    assertThat(Files.readAllBytes(decisionFile())).isEqualTo(first);
    assertThat(decision().look().number()).isEqualTo(1);
    assertThat(decision().verdict()).isEqualTo(Verdict.RECOMMENDED);
    assertThat(decision().recommended()).isEqualTo("odds");
    assertThat(decision().front()).isNotEmpty();
    assertThat(decision().breakEven()).hasSize(3);
  }

  @Test
  void whatIfNothingIsChangedGivesTheStoredBytes() throws IOException {
    Path out = root.resolve("same.json");
    assertThat(whatIf("--out=" + out)).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(Files.readAllBytes(decisionFile()));
    String pricesFile = AssayProcess.PROJECT.resolve("conf/prices.yaml").toString();
    assertThat(whatIf("--prices=" + pricesFile, "--bar=0.5", "--out=" + out)).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(Files.readAllBytes(decisionFile()));
    assertThat(DecisionChanges.between(decision(), decision()))
        .containsExactly("Nothing differs from the stored decision.");
  }

  @Test
  void anotherScenarioIsDecidedExactlyAndTheLakeStaysAsItIs() throws IOException {
    Map<String, String> before = lake();
    Path out = root.resolve("other.json");
    assertThat(
            whatIf(
                "--bar=0.99",
                "--corpus-size=2000000",
                "--core-hour-usd=0.10",
                "--person-hour-usd=80",
                "--gold-label-usd=0.16",
                "--cores=8",
                "--out=" + out))
        .isZero();
    assertThat(lake()).isEqualTo(before);
    Decision other = read(out);
    assertThat(other.verdict()).isNotEqualTo(Verdict.RECOMMENDED);
    assertThat(other.bar().atLeast()).isEqualTo(0.99);
    assertThat(other.look()).isEqualTo(decision().look());
    Candidate was = decision().candidates().get(0);
    Candidate is = other.candidates().get(0);
    assertThat(is.lower()).isEqualTo(was.lower());
    // Every price has doubled, the corpus too, and four times the cores work.
    assertThat(is.fixedUsd())
        .isCloseTo(2 * Objects.requireNonNull(was.fixedUsd()), within(DECIMALS));
    assertThat(is.marginalUsdPer1000())
        .isCloseTo(2 * Objects.requireNonNull(was.marginalUsdPer1000()), within(DECIMALS));
    assertThat(is.hours()).isEqualTo(Objects.requireNonNull(was.hours()) / 2);
    assertThat(DecisionChanges.between(decision(), other))
        .contains("What differs from the stored decision of 2026-11-20:")
        .anyMatch(line -> line.matches("  verdict +.*, not recommended odds"))
        .anyMatch(line -> line.matches("  bar +99 %, not 50 %"))
        .anyMatch(line -> line.matches("  corpus +2,000,000 posts, not 1,000,000 posts"))
        .anyMatch(line -> line.matches("  odds +\\$\\d+, not \\$\\d+.*"));
  }

  @Test
  void aToolThatIsTakenOutIsGoneFromNewRunsAndOldOnesStillRead(SparkSession session)
      throws IOException {
    TestRun next =
        new TestRun(
            session,
            Files.createDirectory(root.resolve("next")),
            TASK.replace(OTHER, ""),
            List.of(root.resolve("posts.jsonl").toString()),
            Files.readString(root.resolve("gold.jsonl")),
            options -> {
              options.lake = root.resolve("lake").toString();
              options.ds = "2026-11-21";
            });
    Arrays.stream(Step.values()).forEach(next::step);
    assertThat(labelers(next)).containsExactly("odds", "same");
    Decision decision = read(root.resolve("lake/runs/small/2026-11-21/decision.json"));
    assertThat(decision.candidates())
        .extracting(Candidate::labeler)
        .containsExactly("odds", "same");
    assertThat(decision.look().number()).as("the same gold").isEqualTo(1);

    assertThat(labelers(run)).containsExactly("odds", "other", "same");
    assertThat(DecisionChanges.between(decision(), decision)).isNotEmpty();
    run.step(Step.REPORT);
    assertThat(root.resolve("lake/runs/small/2026-11-20/report.md"))
        .content()
        .contains("| other |");
    assertThat(root.resolve("lake/runs/small/2026-11-21/report.md"))
        .content()
        .contains("| odds |")
        .doesNotContain("| other |");
  }

  private static List<String> labelers(TestRun of) {
    return of
        .table(Table.PREDICTIONS)
        .select("labeler")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  @Test
  void anotherMetricCountsTheLabelledGold() throws IOException {
    Path out = root.resolve("selective.json");
    assertThat(whatIf("--metric=selective_accuracy", "--min-coverage=0.05", "--out=" + out))
        .isZero();
    assertThat(read(out).bar().metric()).isEqualTo("selective_accuracy");
    assertThat(read(out).bar().minCoverage()).isEqualTo(0.05);
    assertThat(read(out).verdict()).isEqualTo(Verdict.RECOMMENDED);
  }

  @Test
  void curvesAreLearnedFromNestedSubsetsOfPartTrain() {
    // Both recording labelers learn once in full; one of them fifteen times more.
    assertThat(lessons).hasSize(17);
    List<List<String>> series = lessons.stream().filter(ids -> ids.size() < TRAIN).toList();
    assertThat(series)
        .extracting(List::size)
        .containsExactly(12, 24, 48, 96, 192, 12, 24, 48, 96, 192, 12, 24, 48, 96, 192);
    for (int i = 0; i < series.size(); i++) {
      assertThat(series.get(i)).doesNotHaveDuplicates().isSorted();
      assertThat(series.get(i)).allMatch(id -> Integer.parseInt(id.substring(1)) < TRAIN);
      if (i % 5 > 0) {
        assertThat(series.get(i)).containsAll(series.get(i - 1));
      }
    }
    assertThat(new HashSet<>(List.of(series.get(0), series.get(5), series.get(10)))).hasSize(3);
  }

  @Test
  void curvesAreScoredOnPartTuneAndTellWhetherMoreLabelsHelp() {
    List<TrainingRuns> curves = LearningCurves.read(run.context().run());
    assertThat(curves).extracting(TrainingRuns::labeler).containsExactly("odds", "same", "other");
    long tune = run.byPost(Table.SPLITS, "part").values().stream().filter("tune"::equals).count();
    assertThat(curves.get(0).runs()).hasSize(15).allMatch(r -> r.scored() == tune);
    assertThat(curves.get(0).runs().get(4).right())
        .isGreaterThan(curves.get(0).runs().get(0).right());
    assertThat(curves.get(1).runs()).extracting(TrainingRuns.Run::right).containsOnly(sadInTune());
    assertThat(curves.get(2).runs()).isEmpty();
    Map<String, TrainingLabels> advice =
        decision().trainingLabels().stream()
            .collect(Collectors.toMap(TrainingLabels::labeler, labels -> labels));
    assertThat(of(advice, "odds").gain()).isNotNull();
    assertThat(of(advice, "same").advice()).isEqualTo("will-not-help");
    assertThat(of(advice, "other").advice()).isEqualTo("not-known");
  }

  private static TrainingLabels of(Map<String, TrainingLabels> advice, String labeler) {
    return Objects.requireNonNull(advice.get(labeler));
  }

  private static long sadInTune() {
    Map<String, String> gold = run.byPost(Table.GOLD, "label");
    return run.byPost(Table.SPLITS, "part").entrySet().stream()
        .filter(e -> e.getValue().equals("tune") && "sad".equals(gold.get(e.getKey())))
        .count();
  }

  private static int whatIf(String... options) {
    Stream<String> usual =
        Stream.of(
            "what-if",
            CONF,
            "--task=" + root.resolve("task.yaml"),
            "--lake=" + root.resolve("lake"),
            "--ds=2026-11-20");
    return Assay.commandLine()
        .execute(Stream.concat(usual, Arrays.stream(options)).toArray(String[]::new));
  }

  private static Path decisionFile() {
    return root.resolve("lake/runs/small/2026-11-20/decision.json");
  }

  private static Decision decision() {
    return read(decisionFile());
  }

  private static Decision read(Path file) {
    try {
      return new JsonMapper().readValue(file.toFile(), Decision.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file of the lake with its size and time. */
  private static Map<String, String> lake() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root.resolve("lake"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return files;
  }
}
