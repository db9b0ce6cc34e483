package io.assay.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;

import io.assay.bench.PostGenerator;
import io.assay.io.Table;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A run whose posts come from a generator, to measure steps on. */
public final class GeneratedPosts {
  private static final long SEED = 11;
  private static final long POSTS_A_FILE = 10_000;

  private GeneratedPosts() {}

  /**
   * A run with table {@code posts}, and no gold.
   *
   * @param like posts in JSON lines that they look like
   */
  public static TestRun run(SparkSession session, Path folder, String task, Path like, long count)
      throws IOException {
    PostGenerator generator = PostGenerator.like(like, SEED);
    TestRun run = new TestRun(session, folder, task, List.of(like.toString()), null);
    run.step(
        Step.INGEST,
        context -> {
          Dataset<Row> posts =
              generator
                  .posts(session, count, files(count))
                  .withColumn("text_hash", md5(col("text")))
                  .withColumn("lang", lit("en"));
          for (String absent : List.of("author", "created_at", "gif")) {
            posts = posts.withColumn(absent, lit(null));
          }
          context.tables().write(Table.POSTS, posts);
          context.tables().write(Table.REJECTS, List.of());
          context.tables().write(Table.GOLD, List.of());
        });
    return run;
  }

  /**
   * As many as {@code ingest} writes on two cores for few posts, and some for each core of a scan.
   */
  private static int files(long posts) {
    return (int) Math.max(4, Math.min(16, posts / POSTS_A_FILE));
  }
}
