package io.assay.job.run;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Core time that tasks have taken, failed attempts included: run time times cores a task. The CPU
 * time that Spark reports misses native threads.
 */
public final class CoreTime extends SparkListener {
  private static final Logger LOG = LoggerFactory.getLogger(CoreTime.class);

  private final SparkSession session;
  private final long coresPerTask;
  private final AtomicLong millis = new AtomicLong();

  private CoreTime(SparkSession session) {
    this.session = session;
    this.coresPerTask = session.sparkContext().getConf().getInt("spark.task.cpus", 1);
  }

  /** Starts to listen to a session. */
  public static CoreTime of(SparkSession session) {
    CoreTime time = new CoreTime(session);
    session.sparkContext().addSparkListener(time);
    return time;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() != null) {
      millis.addAndGet(end.taskMetrics().executorRunTime() * coresPerTask);
    }
  }

  /** Core seconds since the start, all finished tasks counted. */
  public double seconds() {
    try {
      session.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      LOG.warn("Spark's listener bus is late: core time is counted too low", e);
    }
    return millis.get() / 1_000.0;
  }
}
