package io.assay.job;

import org.apache.spark.sql.SparkSession;

/** The one place that opens a Spark session. */
final class Sessions {
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
    SparkSession session = builder.getOrCreate();
    ShufflePartitions.set(session);
    return session;
  }
}
