package io.assay.io;

import io.assay.config.AssayException;
import java.time.Clock;
import org.apache.hadoop.fs.Path;

/**
 * Keeps runs and those who take files out of the store apart. Each first takes its own lock and
 * then looks for the other's, so that of two that start at once one sees the other.
 *
 * @param host of this process, as other holders see it
 */
public record StoreLock(LakeFiles files, Lake lake, String host, Clock clock) {
  /**
   * Takes the store for oneself.
   *
   * @throws AssayException if a run of this lake is at work, or somebody has it
   */
  public RunLock acquire() {
    RunLock lock = RunLock.acquire(files, lake.storeLock(), host, clock);
    try {
      for (String task : files.names(lake.runs())) {
        Path ofTask = new Path(lake.runs(), task);
        for (String ds : files.names(ofTask)) {
          RunLock.refuseIfHeld("a run", files, RunFolder.lock(new Path(ofTask, ds)), host, clock);
        }
      }
      return lock;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * For a run that holds its own lock.
   *
   * @throws AssayException if somebody has the store
   */
  public void refuseIfHeld() {
    RunLock.refuseIfHeld("compact", files, lake.storeLock(), host, clock);
  }
}
