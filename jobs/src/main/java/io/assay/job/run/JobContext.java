package io.assay.job.run;

import io.assay.config.ExitCode;
import io.assay.config.Task;
import io.assay.io.Manifest;
import io.assay.io.RunFolder;
import io.assay.io.Tables;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What a step works with. */
public final class JobContext {
  private final SparkSession session;
  private final RunSpec spec;
  private final RunFolder run;
  private final Manifest before;
  private final Tables tables;
  private final Host host;
  private final CoreTime coreTime;
  private final Map<String, String> notes = new TreeMap<>();
  private long spentMicroUsd;
  private @Nullable Stop stop;
  private @Nullable String savedWork;

  /** Outside a run of steps: what the run has now is what it had before. */
  public JobContext(
      SparkSession session, RunSpec spec, RunFolder run, Host host, CoreTime coreTime) {
    this(session, spec, run, run.manifest(), host, coreTime);
  }

  /**
   * For one step.
   *
   * @param before the run's manifest when the command began
   */
  public JobContext(
      SparkSession session,
      RunSpec spec,
      RunFolder run,
      Manifest before,
      Host host,
      CoreTime coreTime) {
    this.session = session;
    this.spec = spec;
    this.run = run;
    this.before = before;
    this.tables = new Tables(session, run);
    this.host = host;
    this.coreTime = coreTime;
  }

  /** The one session of the process. */
  public SparkSession session() {
    return session;
  }

  /** What the command was asked to do. */
  public RunSpec spec() {
    return spec;
  }

  /** The task that it is about. */
  public Task task() {
    return spec.task();
  }

  /** Where the run keeps its tables, models and manifest. */
  public RunFolder run() {
    return run;
  }

  /** Tables of the run; what is written is staged until the step is published. */
  public Tables tables() {
    return tables;
  }

  /** The surroundings of the process. */
  public Host host() {
    return host;
  }

  /** Processor time of the tasks so far. */
  public CoreTime coreTime() {
    return coreTime;
  }

  /** Keeps a fact in the manifest. */
  public void note(String name, Object value) {
    notes.put(name, String.valueOf(value));
  }

  /** The facts that were noted so far. */
  public Map<String, String> notes() {
    return notes;
  }

  /** A note of an earlier step. */
  public @Nullable String noteOf(Step step, String name) {
    return run.manifest().step(step.key()).map(s -> s.notes().get(name)).orElse(null);
  }

  /** A note of a step of an earlier run, or of this one when the command began. */
  public Optional<String> noteOf(RunFolder earlier, Step step, String name) {
    Manifest then = earlier == run ? before : earlier.manifest();
    return then.step(step.key()).map(s -> s.notes().get(name));
  }

  /** Stages a file of text, which counts as one row. */
  public void write(String file, String text) {
    run.files().replace(run.staged(file), text);
    tables.staged(file, 1);
  }

  /** Money that left in this step. */
  public void spent(long microUsd) {
    spentMicroUsd += microUsd;
  }

  long spentMicroUsd() {
    return spentMicroUsd;
  }

  /** Lets the step end without being complete: the others go on, the command ends with the code. */
  public void stoppedEarly(ExitCode code, String message) {
    stop = new Stop(code, message);
  }

  @Nullable Stop stop() {
    return stop;
  }

  /**
   * Says that the step took over what was worked out before, so that its time says nothing of the
   * work.
   *
   * @param how one line for people
   */
  public void savedWork(String how) {
    savedWork = how;
    note("taken_over", how);
  }

  /** What was taken over, in a line for people; null if all was worked out anew. */
  public @Nullable String savedWork() {
    return savedWork;
  }

  /** Why a step is not complete. */
  record Stop(ExitCode code, String message) {}
}
