package io.assay.job;

import io.assay.bench.Benchmarks;
import io.assay.bench.Ratios;
import io.assay.io.Table;
import io.assay.job.run.Step;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Step {@code hashtags} against copying table {@code posts}, and the two columns of it that the
 * step reads, with Spark.
 *
 * <p>Arguments: posts (2,000,000), rounds (3), posts in JSON lines that they look like (the bundled
 * ones).
 */
public final class HashtagsBenchmark {
  private HashtagsBenchmark() {}

  /** Prints ratios of speed: above 1 the product is the faster one. */
  public static void main(String[] args) throws Exception {
    String[] given = Benchmarks.withDefaults(args, "2000000", "3", "test-data/posts.jsonl");
    long posts = Long.parseLong(given[0]);
    int rounds = Integer.parseInt(given[1]);
    Path like = Path.of(given[2]);
    Path folder = Benchmarks.folder("hashtags");
    try (SparkSession session = FirstTask.session()) {
      TestRun run = GeneratedPosts.run(session, folder, TestRun.TASK, like, posts);
      long distinct = run.table(Table.POSTS).select("text").distinct().count();
      System.out.printf(
          Locale.ROOT, "%,d posts, %.2f %% of them distinct%n", posts, 100.0 * distinct / posts);
      Dataset<Row> table = run.table(Table.POSTS);
      Path copy = folder.resolve("copy");
      compare(run, rounds, posts, "the table", table, copy);
      compare(run, rounds, posts, "what it reads", table.select("post_id", "text"), copy);
    }
  }

  private static void compare(
      TestRun run, int rounds, long posts, String name, Dataset<Row> copied, Path copy)
      throws Exception {
    System.out.println(
        "step hashtags against a copy of "
            + name
            + System.lineSeparator()
            + Ratios.measure(
                (int) posts,
                rounds,
                () -> run.step(Step.HASHTAGS),
                () -> copied.write().mode("overwrite").parquet(copy.toString())));
  }
}
