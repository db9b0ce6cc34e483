package io.assay.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;

import io.assay.bench.PostGenerator;
import io.assay.io.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A run whose posts come from a generator, to measure steps on. */
final class GeneratedPosts {
  private static final long SEED = 11;
  private static final int PARTITIONS = 16;

  private GeneratedPosts() {}

  /**
   * A run with table {@code posts}, and no gold.
   *
   * @param like posts in JSON lines that they look like
   */
  static TestRun run(SparkSession session, Path folder, String task, Path like, long count)
      throws IOException {
    PostGenerator generator = PostGenerator.like(like, SEED);
    TestRun run = new TestRun(session, folder, task, List.of(like.toString()), null);
    run.step(
        Step.INGEST,
        context -> {
          Dataset<Row> posts =
              generator
                  .posts(session, count, PARTITIONS)
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
}
