package io.assay.job.run;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Says on the screen how many tasks of the running stages are done. */
final class StageProgress extends SparkListener {
  private static final long PAUSE_NANOS = 300_000_000;

  private final Screen screen;
  private final Map<Integer, Tasks> running = new HashMap<>();
  private long shown = System.nanoTime() - PAUSE_NANOS;

  private record Tasks(int done, int all) {}

  StageProgress(Screen screen) {
    this.screen = screen;
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted stage) {
    running.put(stage.stageInfo().stageId(), new Tasks(0, stage.stageInfo().numTasks()));
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted stage) {
    running.remove(stage.stageInfo().stageId());
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    if (task.taskInfo().successful()) {
      running.computeIfPresent(
          task.stageId(), (id, tasks) -> new Tasks(tasks.done() + 1, tasks.all()));
      show();
    }
  }

  private void show() {
    int done = running.values().stream().mapToInt(Tasks::done).sum();
    int all = running.values().stream().mapToInt(Tasks::all).sum();
    long now = System.nanoTime();
    if (all > 1 && now - shown >= PAUSE_NANOS) {
      screen.detail("%,d of %,d tasks".formatted(done, all));
      shown = now;
    }
  }
}
