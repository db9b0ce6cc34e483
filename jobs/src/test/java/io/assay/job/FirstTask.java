package io.assay.job;

import io.assay.job.run.Sessions;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;

/** Times work of Spark from the start of its first task, so that planning is left out. */
public final class FirstTask extends SparkListener {
  private static final long SETTLING_MILLIS = 500;

  private volatile long started;

  private FirstTask() {}

  /** A session on two cores, with the settings that the product has. */
  public static SparkSession session() {
    return Sessions.withPreferences(
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.parquet.compression.codec", "zstd")
            .getOrCreate());
  }

  /** Listens to a session. */
  public static FirstTask of(SparkSession session) {
    FirstTask first = new FirstTask();
    session.sparkContext().addSparkListener(first);
    return first;
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    if (started == 0) {
      started = start.taskInfo().launchTime();
    }
  }

  /** Seconds from the start of the first task to the end of the work. */
  public double seconds(Runnable work) throws InterruptedException {
    Thread.sleep(SETTLING_MILLIS);
    started = 0;
    work.run();
    return (System.currentTimeMillis() - started) / 1e3;
  }
}
