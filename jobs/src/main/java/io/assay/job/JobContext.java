package io.assay.job;

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
final class JobContext {
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

  JobContext(SparkSession session, RunSpec spec, RunFolder run, Host host, CoreTime coreTime) {
    this(session, spec, run, run.manifest(), host, coreTime);
  }

  /**
   * For one step.
   *
   * @param before the run's manifest when the command began
   */
  JobContext(
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

  SparkSession session() {
    return session;
  }

  RunSpec spec() {
    return spec;
  }

  Task task() {
    return spec.task();
  }

  RunFolder run() {
    return run;
  }

  Tables tables() {
    return tables;
  }

  Host host() {
    return host;
  }

  CoreTime coreTime() {
    return coreTime;
  }

  /** Keeps a fact in the manifest. */
  void note(String name, Object value) {
    notes.put(name, String.valueOf(value));
  }

  Map<String, String> notes() {
    return notes;
  }

  /** A note of an earlier step. */
  @Nullable String noteOf(Step step, String name) {
    return run.manifest().step(step.key()).map(s -> s.notes().get(name)).orElse(null);
  }

  /** A note of a step of an earlier run, or of this one when the command began. */
  Optional<String> noteOf(RunFolder earlier, Step step, String name) {
    Manifest then = earlier == run ? before : earlier.manifest();
    return then.step(step.key()).map(s -> s.notes().get(name));
  }

  /** Money that left in this step. */
  void spent(long microUsd) {
    spentMicroUsd += microUsd;
  }

  long spentMicroUsd() {
    return spentMicroUsd;
  }

  /** Lets the step end without being complete: the others go on, the command ends with the code. */
  void stoppedEarly(ExitCode code, String message) {
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
  void savedWork(String how) {
    savedWork = how;
    note("taken_over", how);
  }

  @Nullable String savedWork() {
    return savedWork;
  }

  /** Why a step is not complete. */
  record Stop(ExitCode code, String message) {}
}
