package io.assay.job.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.eval.Count;
import io.assay.io.RecordRows;
import io.assay.io.Table;
import io.assay.job.TestRun;
import io.assay.job.run.Step;
import io.assay.sample.RandomNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * LLM samples by strata of the same 200 posts: 150 in English, 49 long ones in German, one in
 * Esperanto. In one lake the gold is what the seed draws first, in the other every twentieth post.
 */
@ExtendWith(SharedSpark.class)
class SampleStrataTest {
  private static final int POSTS = 200;
  private static final int GOLD = 10;

  @TempDir static Path root;
  private static SparkSession session;

  @BeforeAll
  static void ingest(SparkSession shared) throws IOException {
    session = shared;
    Set<String> first = Set.copyOf(smallest(IntStream.range(0, POSTS), GOLD));
    ingest("drawn", IntStream.range(0, POSTS).filter(i -> first.contains(id(i))));
    ingest("given", IntStream.range(0, POSTS).filter(i -> i % 20 == 0));
  }

  private static void ingest(String lake, IntStream gold) throws IOException {
    Path folder = Files.createDirectories(root.resolve(lake));
    StringBuilder posts = new StringBuilder();
    for (int i = 0; i < POSTS; i++) {
      posts.append(
          "{\"id\": \"%s\", \"author\": \"a%d\", \"text\": \"%s\", \"lang\": \"%s\"}%n"
              .formatted(id(i), i, "x".repeat(i % 4 == 0 ? 200 : 10) + i, lang(i)));
    }
    Files.writeString(folder.resolve("posts.jsonl"), posts);
    StringBuilder labels = new StringBuilder();
    gold.forEach(i -> labels.append(TestRun.gold(id(i), "sad", ", \"split\": \"test\"")));
    TestRun run = run(lake, "", labels.toString());
    List.of(Step.INGEST, Step.SPLIT).forEach(run::step);
  }

  private static String lang(int i) {
    return i == 0 ? "eo" : i % 4 == 0 ? "de" : "en";
  }

  private static TestRun run(String lake, String sample, @Nullable String gold) throws IOException {
    Path folder = root.resolve(lake);
    String posts = folder.resolve("posts.jsonl").toString();
    return new TestRun(session, folder, TestRun.TASK + sample, List.of(posts), gold);
  }

  /** A sample by language of the posts of a lake. */
  private static TestRun sampled(String lake, String more) throws IOException {
    TestRun run =
        run(lake, "sample: {seed: 7, gold: 0, strata: [lang], %s}\n".formatted(more), null);
    run.step(Step.SAMPLE);
    return run;
  }

  @Test
  void strataTakeTheirShareAndRareOnesCollapse() throws IOException {
    TestRun run = sampled("drawn", "llm_test: 40");
    // The gold is what would be drawn first, so a stratum is one whole.
    assertThat(cells(run)).containsExactly("lang=de 10 of 49", "lang=en 29 of 150", "other 1 of 1");
    assertThat(run.byPost(Table.SAMPLE, "post_id").keySet())
        .containsAll(smallest(IntStream.range(1, POSTS).filter(i -> i % 4 == 0), 10))
        .containsAll(smallest(IntStream.range(1, POSTS).filter(i -> i % 4 != 0), 29));
    for (Row row : run.table(Table.SAMPLE).filter("stratum = 'lang=en'").collectAsList()) {
      assertThat(row.<Double>getAs("inclusion_probability")).isEqualTo(29.0 / 150);
    }
    assertThat(note(run, Sample.GOLD_IS_DRAWN)).isEqualTo("true");
  }

  @Test
  void goldOfElsewhereIsAStratumByItself() throws IOException {
    TestRun run = sampled("given", "llm_test: 40");
    assertThat(cells(run))
        .containsExactly(
            "lang=de|gold 9 of 9",
            "lang=de|no-gold 1 of 40",
            "lang=en|no-gold 29 of 150",
            "other|gold 1 of 1");
    assertThat(note(run, Sample.GOLD_IS_DRAWN)).isEqualTo("false");
  }

  @ParameterizedTest
  @CsvSource({"drawn, proportional", "given, cost-optimal"})
  void aLargerSampleKeepsThePostsOfTheSmaller(String lake, String allocation) throws IOException {
    Set<String> before = Set.of();
    for (int size : List.of(6, 13, 40, 90)) {
      String sizes = "llm_test: %d, allocation: %s, min_per_stratum: 3";
      TestRun run = sampled(lake, sizes.formatted(size, allocation));
      Set<String> now = run.byPost(Table.SAMPLE, "stratum").keySet();
      assertThat(now).hasSize(size).containsAll(before);
      before = now;
    }
  }

  @Test
  void longPostsCostMoreAndAreAskedLessOften() throws IOException {
    assertThat(cells(sampled("drawn", "llm_test: 60"))).contains("lang=de 15 of 49");
    TestRun run = sampled("drawn", "llm_test: 60, allocation: cost-optimal");
    // 0.7 of the shares by N/√bytes, 0.3 of those by N.
    assertThat(cells(run)).contains("lang=de 7 of 49");
    assertThat(note(run, "pilot.llm-test")).isEqualTo("none");
  }

  @Test
  void neymanTakesMoreWhereToolsDifferedOnAnEarlierDay() throws IOException {
    String task =
        TestRun.TASK.replace("}]", "}, {name: gpt, kind: imported, llm: true}]")
            + "sample: {seed: 7, gold: 0, strata: [lang], llm_test: 60, allocation: neyman}\n";
    run(task, "2026-11-18")
        .step(
            Step.EVALUATE,
            day ->
                day.tables()
                    .write(
                        Table.COUNTS,
                        RecordRows.of(
                            List.of(
                                agreed("has_hashtag=true|lang=en", 1_000, true),
                                agreed("has_hashtag=true|lang=de", 500, true),
                                agreed("has_hashtag=false|lang=de", 500, false)))));
    TestRun run = run(task, "2026-11-19");
    List.of(Step.INGEST, Step.SPLIT, Step.SAMPLE).forEach(run::step);
    assertThat(note(run, "pilot.llm-test")).isEqualTo("2026-11-18");
    // N·S is 24.5 in German, 4.7 in English, 0.5 in the rare stratum: 0.7·24.5/29.7 + 0.3·49/200.
    assertThat(cells(run)).contains("lang=de 39 of 49");
  }

  private static TestRun run(String task, String ds) throws IOException {
    Path folder = root.resolve("drawn");
    String posts = folder.resolve("posts.jsonl").toString();
    return new TestRun(session, folder, task, List.of(posts), null, options -> options.ds = ds);
  }

  private static Count agreed(String stratum, long n, boolean agreed) {
    String said = agreed ? "sad" : "funny";
    return new Count(
        "odds", null, "test", stratum, null, "sad", said, null, "labelled", null, n, n, n);
  }

  private static @Nullable String note(TestRun run, String name) {
    return run.context().noteOf(Step.SAMPLE, name);
  }

  /** Each stratum with what was drawn of it. */
  private static List<String> cells(TestRun run) {
    return run
        .table(Table.SAMPLE)
        .groupBy("stratum", "stratum_size")
        .count()
        .orderBy("stratum")
        .collectAsList()
        .stream()
        .map(row -> "%s %d of %d".formatted(row.get(0), row.getLong(2), row.getLong(1)))
        .toList();
  }

  private static List<String> smallest(IntStream posts, int n) {
    Stream<String> ids = posts.mapToObj(SampleStrataTest::id);
    return ids.sorted(Comparator.comparingDouble(id -> RandomNumber.of("sample:7", id)))
        .limit(n)
        .toList();
  }

  private static String id(int i) {
    return "p%03d".formatted(i);
  }
}
