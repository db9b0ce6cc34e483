package io.assay.job;

import io.assay.cost.Growth;
import io.assay.io.Manifest;
import io.assay.io.RunFolder;
import io.assay.io.Table;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a run of the past took.
 *
 * @param posts that it read
 */
record MeasuredRun(RunFolder folder, long posts) {
  static final String CORE_SECONDS = "core_seconds";
  static final String CORES = "cores";
  static final String PEAK_MIB = "peak_mib";

  /** The task's runs up to this day, the latest first. */
  static List<MeasuredRun> of(RunSpec spec) {
    return Stream.concat(Stream.of(JobRunner.folder(spec)), EarlierRuns.of(spec))
        .map(folder -> new MeasuredRun(folder, posts(folder)))
        .filter(run -> run.posts() > 0)
        .toList();
  }

  private static long posts(RunFolder folder) {
    return folder
        .manifest()
        .step(Step.INGEST.key())
        .map(step -> step.tables().get(Table.POSTS.path()))
        .map(Manifest.Output::rows)
        .orElse(0L);
  }

  String ds() {
    return folder.manifest().ds();
  }

  /** Core seconds of the tasks of a step; empty if it did not run or says nothing. */
  OptionalDouble coreSeconds(Step step) {
    return note(step, CORE_SECONDS);
  }

  /** Seconds of a step in which no task could have run: planning, models, files. */
  OptionalDouble driverSeconds(Step step) {
    OptionalDouble cores = note(step, CORES);
    OptionalDouble core = coreSeconds(step);
    return cores.isEmpty() || core.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Math.max(
                0,
                folder.manifest().step(step.key()).orElseThrow().seconds()
                    - core.getAsDouble() / cores.getAsDouble()));
  }

  /** A figure that a step noted. */
  OptionalDouble note(Step step, String name) {
    return folder.manifest().step(step.key()).stream()
        .map(entry -> entry.notes().get(name))
        .filter(value -> value != null)
        .mapToDouble(Double::parseDouble)
        .findFirst();
  }

  /** The work of a step in all these runs. */
  static Growth growth(List<MeasuredRun> runs, Step step) {
    return new Growth(
        runs.stream()
            .filter(run -> run.coreSeconds(step).isPresent())
            .map(run -> new Growth.Measured(run.posts(), run.coreSeconds(step).orElseThrow()))
            .toList());
  }

  /** The most memory that one process held, over all runs; empty if none says so. */
  static OptionalDouble peakMib(List<MeasuredRun> runs) {
    return runs.stream()
        .flatMap(run -> Stream.of(Step.values()).map(step -> run.note(step, PEAK_MIB)))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max();
  }
}
