package io.assay.job.run;

import io.assay.embed.EmbedderSpec;
import io.assay.io.LakeFiles;
import io.assay.io.Table;
import io.assay.io.input.InputFiles;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * How much a task reads of files and of a shuffle, by the bytes that a step may have to move. What
 * somebody sets for Spark ({@value #SHUFFLE}, {@value #FILES}) stays.
 */
public final class PartitionSizes {
  /** Ids that are sent to every executor, at most. */
  public static final long FEW = 500_000;

  private static final String SHUFFLE = "spark.sql.shuffle.partitions";
  private static final String FILES = "spark.sql.files.maxPartitionBytes";

  /** Before adaptive execution joins those that turn out small. */
  private static final long SHUFFLES_PER_CORE = 2;

  /** Of files, which are several times as large in memory. */
  private static final long SHUFFLE_BYTES = 32L << 20;

  /** Several for each core, for none to wait long for the last. */
  private static final long READS_PER_CORE = 4;

  private static final long LEAST_READ = 8L << 20;
  private static final long MOST_READ = 128L << 20;

  private PartitionSizes() {}

  /** Sets them for small tables. */
  public static void set(SparkSession session) {
    set(session, 0, 0);
  }

  /** Sets them for a step, by the files of the run, of vectors and of posts. */
  public static void set(JobContext context, Step step) {
    long posts =
        step == Step.INGEST
            ? InputFiles.find(context.spec().posts(), new Configuration()).bytes()
            : posts(context);
    set(context.session(), posts, lake(context) + (step == Step.INGEST ? posts : 0));
  }

  private static void set(SparkSession session, long posts, long all) {
    int cores = session.sparkContext().defaultParallelism();
    Sessions.prefer(session, SHUFFLE, ofShuffle(all, cores));
    Sessions.prefer(session, FILES, bytesToRead(posts, cores));
  }

  /** Parts that table posts is read in: enough for what is small beside it. */
  public static int ofPosts(JobContext context) {
    int cores = context.session().sparkContext().defaultParallelism();
    return Math.toIntExact(ofReads(posts(context), cores));
  }

  /**
   * Partitions of a shuffle of so many bytes.
   *
   * @param cores of all executors together
   */
  static long ofShuffle(long bytes, int cores) {
    return Math.max(SHUFFLES_PER_CORE * cores, (bytes + SHUFFLE_BYTES - 1) / SHUFFLE_BYTES);
  }

  /** Parts that files of so many bytes are read in. */
  public static long ofReads(long bytes, int cores) {
    return Math.max(READS_PER_CORE * cores, bytes / bytesToRead(bytes, cores));
  }

  /** Bytes of files that a task reads at most, where there are so many of all posts. */
  static long bytesToRead(long bytes, int cores) {
    return Math.max(LEAST_READ, Math.min(MOST_READ, bytes / (READS_PER_CORE * cores)));
  }

  private static long posts(JobContext context) {
    return context.run().files().list(context.run().published(Table.POSTS.path())).bytes();
  }

  private static long lake(JobContext context) {
    LakeFiles files = context.run().files();
    long vectors =
        context.spec().embedders().stream()
            .map(EmbedderSpec::id)
            .mapToLong(id -> files.list(context.spec().lake().embeddings(id)).bytes())
            .sum();
    return files.list(context.run().path()).bytes() + vectors;
  }
}
