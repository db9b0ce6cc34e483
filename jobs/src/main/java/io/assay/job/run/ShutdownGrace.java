package io.assay.job.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Holds up the end of a process that is told to stop until the run has written why it ended and let
 * go of its lock, for some seconds at most.
 */
final class ShutdownGrace implements AutoCloseable {
  /** Spark's hook has 40: it ends the jobs that a run waits for. File systems close at 10. */
  private static final int PRIORITY = 20;

  private static final long LONGEST_SECONDS = 10;

  private final CountDownLatch ended = new CountDownLatch(1);

  ShutdownGrace() {
    ShutdownHookManager.get().addShutdownHook(this::await, PRIORITY);
  }

  private void await() {
    try {
      ended.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run is over; a hook that was told to wait for it goes on. */
  @Override
  public void close() {
    ended.countDown();
  }
}
