package io.assay.job.run;

import org.apache.spark.sql.SparkSession;

/** The one place that opens a Spark session. */
public final class Sessions {
  private Sessions() {}

  /** The session of spark-submit, or one on local cores where there is none. */
  static SparkSession open(RunSpec spec, Host host) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("assay " + spec.task().name() + " " + spec.ds())
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.parquet.compression.codec", "zstd");
    if (System.getProperty("spark.master") == null) {
      int cores = spec.defaults().localCores() == 0 ? host.cores() : spec.defaults().localCores();
      builder
          .master("local[" + cores + "]")
          .config("spark.ui.enabled", false)
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1");
    }
    return withPreferences(builder.getOrCreate());
  }

  /** The session with what Assay would rather have, where nobody has set it. */
  public static SparkSession withPreferences(SparkSession session) {
    // Sizes that Spark expects come from files, where ids in order take hardly any room: tables of
    // all posts would pass for small. What it measures while it runs is judged as ever.
    prefer(session, "spark.sql.autoBroadcastJoinThreshold", 1L << 20);
    prefer(session, "spark.sql.adaptive.autoBroadcastJoinThreshold", 10L << 20);
    // Small tables that are kept in memory need not have as many partitions as all posts.
    prefer(session, "spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", true);
    PartitionSizes.set(session);
    return session;
  }

  /** Sets what nobody has set for Spark. */
  static void prefer(SparkSession session, String key, Object value) {
    if (!session.sparkContext().getConf().contains(key)) {
      session.conf().set(key, String.valueOf(value));
    }
  }
}
