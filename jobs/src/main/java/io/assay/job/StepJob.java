package io.assay.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A step of a run, which is a command too: from tables to tables. */
abstract class StepJob implements Callable<Integer> {
  private final Step step;

  @Mixin private RunOptions options = new RunOptions();

  StepJob(Step step) {
    this.step = step;
  }

  /**
   * What the result depends on beside the steps before it and the code: configuration, digests of
   * files. Turned into canonical JSON for the fingerprint.
   */
  abstract Map<String, Object> inputs(RunSpec spec);

  /** Reads tables, calls one thing, writes tables. */
  abstract void run(JobContext context);

  /** Runs it; what it kept in memory goes with it, as later data may stand at the same paths. */
  final void runAlone(JobContext context) {
    run(context);
    context.session().catalog().clearCache();
  }

  @Override
  public Integer call() throws Exception {
    return JobRunner.run(spec(), List.of(step), Assay.host());
  }

  /** What the command line asks for. */
  final RunSpec spec() {
    return RunSpec.of(options, Assay.host());
  }
}
