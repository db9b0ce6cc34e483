package io.assay.job;

import io.assay.io.InputFiles;
import io.assay.io.InputFiles.InputFile;
import io.assay.io.LakeFiles;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Partitions of a shuffle by the bytes that a step may have to move, before adaptive execution
 * joins those that turn out small. Whoever sets {@code spark.sql.shuffle.partitions} decides.
 */
final class ShufflePartitions {
  private static final String KEY = "spark.sql.shuffle.partitions";
  private static final long PER_CORE = 2;

  /** Of files, which are several times as large in memory. */
  private static final long BYTES = 32L << 20;

  private ShufflePartitions() {}

  /** Sets them for small tables. */
  static void set(SparkSession session) {
    set(session, 0);
  }

  /** Sets them for a step, by the files of the run, of vectors and, to be ingested, of posts. */
  static void set(JobContext context, Step step) {
    set(context.session(), (step == Step.INGEST ? inputs(context) : 0) + lake(context));
  }

  private static void set(SparkSession session, long bytes) {
    SparkContext spark = session.sparkContext();
    if (!spark.getConf().contains(KEY)) {
      session.conf().set(KEY, of(bytes, spark.defaultParallelism()));
    }
  }

  /**
   * Partitions for so many bytes.
   *
   * @param cores of all executors together
   */
  static long of(long bytes, int cores) {
    return Math.max(PER_CORE * cores, (bytes + BYTES - 1) / BYTES);
  }

  private static long inputs(JobContext context) {
    return InputFiles.find(context.spec().posts(), new Configuration()).files().stream()
        .mapToLong(InputFile::bytes)
        .sum();
  }

  private static long lake(JobContext context) {
    LakeFiles files = context.run().files();
    long vectors =
        context.task().embedders().stream()
            .map(name -> Embed.spec(context.spec(), name).id())
            .mapToLong(id -> files.list(context.spec().lake().embeddings(id)).bytes())
            .sum();
    return files.list(context.run().path()).bytes() + vectors;
  }
}
