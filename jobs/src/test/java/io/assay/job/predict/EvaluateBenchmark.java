package io.assay.job.predict;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.bench.Benchmarks;
import io.assay.bench.Ratios;
import io.assay.io.Table;
import io.assay.job.FirstTask;
import io.assay.job.TestRun;
import io.assay.job.run.JobContext;
import io.assay.job.run.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Step {@code evaluate}, all of it, against one count by labeler, status and label over the same
 * predictions. Both are timed from the start of their first task to the result. 8 labelers, 1,000
 * gold posts and 5,000 labels of an LLM in the frame, whatever the number of posts.
 *
 * <p>Arguments: posts (10,000,000), rounds (5).
 */
public final class EvaluateBenchmark {
  private static final int LABELERS = 8;
  private static final String[] LABELS = {"anger", "joy", "optimism", "sadness"};
  private static final long SEED = 11;
  private static final int WORDS = 12;
  private static final int GOLD = 1_000;
  private static final int ASKED = 5_000;

  private final SparkSession session;
  private final TestRun run;
  private final long posts;

  private EvaluateBenchmark(SparkSession session, TestRun run, long posts) {
    this.session = session;
    this.run = run;
    this.posts = posts;
  }

  /** Prints a line a round, then the least, middle and greatest ratio. */
  public static void main(String[] args) throws Exception {
    String[] given = Benchmarks.withDefaults(args, "10000000", "5");
    Path folder = Benchmarks.folder("evaluate");
    long posts = Long.parseLong(given[0]);
    int rounds = Integer.parseInt(given[1]);
    SparkSession session = FirstTask.session();
    Files.writeString(folder.resolve("prompt.txt"), "{labels}\n{post}");
    TestRun run = new TestRun(session, folder, task(), List.of(folder.toString()), null);
    EvaluateBenchmark benchmark = new EvaluateBenchmark(session, run, posts);
    benchmark.generate();
    benchmark.measure(rounds);
    session.stop();
  }

  private static String task() {
    String labelers =
        IntStream.range(0, LABELERS)
            .mapToObj(i -> "{name: tool-%d, kind: hashtag-odds}".formatted(i))
            .collect(Collectors.joining(", "));
    return """
    task: evaluate-benchmark
    labels: {anger: , joy: , optimism: , sadness: }
    bar: {metric: accuracy, at_least: 0.6}
    budget: {usd: 1}
    reference_llm: llm
    labelers: [%s, {name: llm, kind: llm, prompt: prompt.txt}]
    """
        .formatted(labelers);
  }

  private void measure(int rounds) throws InterruptedException {
    FirstTask first = FirstTask.of(session);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double product = first.seconds(() -> run.step(Step.EVALUATE));
      double baseline =
          first.seconds(
              () ->
                  run.table(Table.PREDICTIONS)
                      .groupBy("labeler", "status", "label")
                      .count()
                      .collectAsList());
      System.out.printf(
          Locale.ROOT,
          "%s: evaluate %.1f s, groupBy %.1f s, ratio %.2f%n",
          round == 0 ? "warm-up" : "round " + round,
          product,
          baseline,
          product / baseline);
      if (round > 0) {
        ratios.add(product / baseline);
      }
    }
    System.out.printf(Locale.ROOT, "%,d posts, %d labelers, ", posts, LABELERS);
    System.out.println(Ratios.spread("time over the time of groupBy", 2, ratios));
  }

  private void generate() {
    run.step(Step.INGEST, this::posts);
    run.step(Step.SPLIT, this::splits);
    run.step(Step.SAMPLE, this::sample);
    run.step(Step.ASK, this::answers);
    run.step(Step.TRAIN, EvaluateBenchmark::models);
    run.step(Step.PREDICT, this::predictions);
  }

  private Dataset<Row> ids(long count) {
    return session
        .range(0, count, 1, 16)
        .withColumn("post_id", concat(lit("post-"), col("id")))
        .withColumn("truth", label(pmod(xxhash64(col("id"), lit(SEED)), lit(LABELS.length))));
  }

  private static Column label(Column number) {
    Column labels = array(Arrays.stream(LABELS).map(l -> lit(l)).toArray(Column[]::new));
    return element_at(labels, number.cast("int").plus(1));
  }

  private void posts(JobContext context) {
    String words =
        IntStream.range(0, WORDS)
            .mapToObj(i -> "lower(hex(pmod(xxhash64(id, %d), 4096)))".formatted(i))
            .collect(Collectors.joining(", "));
    Dataset<Row> texts =
        ids(posts)
            .withColumn("text", expr("concat_ws(' ', " + words + ")"))
            .withColumn("text_hash", md5(col("text")))
            .withColumn("lang", lit("en"));
    for (String absent : List.of("author", "created_at", "gif")) {
      texts = texts.withColumn(absent, lit(null));
    }
    context.tables().write(Table.POSTS, texts.drop("id", "truth"));
    context.tables().write(Table.REJECTS, List.of());
    Dataset<Row> gold = ids(GOLD).withColumn("label", col("truth"));
    for (String absent : List.of("annotator", "source", "split")) {
      gold = gold.withColumn(absent, lit(null));
    }
    context.tables().write(Table.GOLD, gold);
  }

  private void splits(JobContext context) {
    Dataset<Row> test =
        ids(posts).withColumn("part", lit("test")).withColumn("group_id", col("post_id"));
    context.tables().write(Table.SPLITS, test);
  }

  private void sample(JobContext context) {
    context
        .tables()
        .write(
            Table.SAMPLE,
            ids(ASKED)
                .withColumn("purpose", lit("llm-test"))
                .withColumn("stratum", lit("all"))
                .withColumn("stratum_size", lit(posts))
                .withColumn("inclusion_probability", lit((double) ASKED / posts))
                .withColumn("random_number", lit(0.5)));
  }

  private void answers(JobContext context) {
    Dataset<Row> labels =
        ids(ASKED)
            .withColumn("labeler", lit("llm"))
            .withColumn("status", lit("labelled"))
            .withColumn("label", said(LABELERS))
            .withColumn("confidence", lit(0.9))
            .withColumn("request_hash", md5(col("post_id")))
            .withColumn("model", lit("none"))
            .withColumn("prompt", lit("none"));
    for (String number : List.of("input_tokens", "output_tokens", "cost_micro_usd", "latency_ms")) {
      labels = labels.withColumn(number, lit(1));
    }
    context.tables().write(Table.LLM_LABELS, labels);
    context.tables().write(Table.LLM_REPEATS, List.of());
  }

  private static void models(JobContext context) {
    ModelCards.stage(context, context.task().labelers().stream().map(ModelCard::none).toList());
  }

  private void predictions(JobContext context) {
    Column[] tools =
        IntStream.range(0, LABELERS)
            .mapToObj(
                i ->
                    struct(
                        lit("tool-" + i).as("labeler"),
                        when(abstains(i), "abstained").otherwise("labelled").as("status"),
                        when(not(abstains(i)), said(i)).as("label"),
                        when(not(abstains(i)), hashed(i, 1_000).divide(1_000)).as("confidence")))
            .toArray(Column[]::new);
    Dataset<Row> said =
        ids(posts)
            .select(col("post_id"), explode(array(tools)).as("said"))
            .select("post_id", "said.*")
            .withColumn("evidence", lit(null));
    context.tables().write(Table.PREDICTIONS, said);
    KnownPosts.stage(context);
    KnownPosts.stagePredictions(context);
  }

  private static Column hashed(int tool, int below) {
    return pmod(xxhash64(col("id"), lit(SEED + 1 + tool)), lit(below));
  }

  /** The first tools abstain often, as rules do. */
  private static Column abstains(int tool) {
    return hashed(tool, 100).lt(Math.max(0, 80 - 20 * tool));
  }

  private static Column said(int tool) {
    return when(hashed(tool + LABELERS, 100).lt(50 + 5 * tool), col("truth"))
        .otherwise(label(hashed(tool, LABELS.length)));
  }
}
