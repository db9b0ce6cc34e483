package io.assay.job.run;

import io.assay.cost.Growth;
import io.assay.io.Manifest;
import io.assay.io.RunFolder;
import io.assay.io.Table;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a run of the past took.
 *
 * @param posts that it read
 * @param gold labels by people that it read
 */
public record MeasuredRun(RunFolder folder, long posts, long gold) {
  /** Note of a step: processor time of its tasks. */
  public static final String CORE_SECONDS = "core_seconds";

  /** Note of a step: cores of all executors. */
  public static final String CORES = "cores";

  static final String PEAK_MIB = "peak_mib";

  /** The task's runs up to this day, the latest first. */
  public static List<MeasuredRun> of(RunSpec spec) {
    return Stream.concat(Stream.of(JobRunner.folder(spec)), EarlierRuns.of(spec))
        .map(folder -> new MeasuredRun(folder, rows(folder, Table.POSTS), rows(folder, Table.GOLD)))
        .filter(run -> run.posts() > 0)
        .toList();
  }

  private static long rows(RunFolder folder, Table table) {
    return folder
        .manifest()
        .step(Step.INGEST.key())
        .map(step -> step.tables().get(table.path()))
        .map(Manifest.Output::rows)
        .orElse(0L);
  }

  /** The date of the run. */
  public String ds() {
    return folder.manifest().ds();
  }

  /** Core seconds of the tasks of a step; empty if it did not run or says nothing. */
  public OptionalDouble coreSeconds(Step step) {
    return note(step, CORE_SECONDS);
  }

  /** Seconds of a step in which no task could have run: planning, models, files. */
  public OptionalDouble driverSeconds(Step step) {
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

  /**
   * The work of a step in all these runs.
   *
   * @param size what the work grows with; runs without any are left out
   */
  public static Growth growth(List<MeasuredRun> runs, Step step, ToLongFunction<MeasuredRun> size) {
    return new Growth(
        runs.stream()
            .filter(run -> run.coreSeconds(step).isPresent() && size.applyAsLong(run) > 0)
            .map(
                run ->
                    new Growth.Measured(size.applyAsLong(run), run.coreSeconds(step).orElseThrow()))
            .toList());
  }

  /** The most memory that one process held, over all runs; empty if none says so. */
  public static OptionalDouble peakMib(List<MeasuredRun> runs) {
    return runs.stream()
        .flatMap(run -> Stream.of(Step.values()).map(step -> run.note(step, PEAK_MIB)))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max();
  }
}
