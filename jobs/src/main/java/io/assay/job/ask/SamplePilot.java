package io.assay.job.ask;

import io.assay.config.Task;
import io.assay.eval.Count;
import io.assay.eval.CountTable;
import io.assay.eval.Pilot;
import io.assay.io.Manifest;
import io.assay.io.RecordRows;
import io.assay.io.RunFolder;
import io.assay.io.SmallTables;
import io.assay.io.Table;
import io.assay.job.run.EarlierRuns;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The earlier day whose counts say where a sample should be larger: the latest with an evaluation.
 * It never is the day itself, whose sample must not depend on what came of it.
 */
final class SamplePilot {
  private final RunFolder run;
  private final Manifest.Step evaluated;

  private SamplePilot(RunFolder run, Manifest.Step evaluated) {
    this.run = run;
    this.evaluated = evaluated;
  }

  /** The pilot, empty where there is none or the task's allocation needs none. */
  static Optional<SamplePilot> of(RunSpec spec) {
    if (spec.task().sample().allocation() == Task.Sample.Allocation.PROPORTIONAL) {
      return Optional.empty();
    }
    return EarlierRuns.of(spec)
        .flatMap(
            run ->
                run.manifest().step(Step.EVALUATE.key()).map(s -> new SamplePilot(run, s)).stream())
        .findFirst();
  }

  /** What tells it from another. */
  String version() {
    return ds() + " " + evaluated.fingerprint();
  }

  /** Its day. */
  String ds() {
    return run.manifest().ds();
  }

  /** What it knows of the strata; empty if that is nothing. */
  Optional<Pilot> strata(Task task, UnaryOperator<String> collapse) {
    String reference = task.referenceLlm();
    if (reference == null) {
      return Optional.empty();
    }
    List<Count> counts = RecordRows.read(new SmallTables(run).read(Table.COUNTS), Count.class);
    return Pilot.of(new CountTable(counts), reference, task.sample().strata(), collapse);
  }
}
