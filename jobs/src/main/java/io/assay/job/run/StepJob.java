package io.assay.job.run;

import io.assay.config.LabelerSpec;
import io.assay.io.input.InputDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;

/** A step of a run, which is a command too: from tables to tables. */
public abstract class StepJob implements Callable<Integer> {
  private final Step step;

  @Mixin private RunOptions options = new RunOptions();

  protected StepJob(Step step) {
    this.step = step;
  }

  /** The step that it does. */
  public final Step step() {
    return step;
  }

  /**
   * What the result depends on beside the steps before it and the code: configuration, digests of
   * files. Turned into canonical JSON for the fingerprint.
   */
  protected abstract Map<String, Object> inputs(RunSpec spec);

  /** Reads tables, calls one thing, writes tables. */
  public abstract void run(JobContext context);

  /** Runs it; what it kept in memory goes with it, as later data may stand at the same paths. */
  public final void runAlone(JobContext context) {
    run(context);
    context.session().catalog().clearCache();
  }

  @Override
  public Integer call() throws Exception {
    return JobRunner.run(spec(), List.of(this), host());
  }

  /** What the command line asks for. */
  protected final RunSpec spec() {
    return options.spec();
  }

  /** The surroundings of the process. */
  protected final Host host() {
    return options.host();
  }

  /** For {@link #inputs}: labelers with the digests of the files that they rest on. */
  protected static List<Object> described(RunSpec spec, Predicate<LabelerSpec> wanted) {
    List<Object> described = new ArrayList<>();
    for (LabelerSpec labeler : spec.task().labelers().stream().filter(wanted).toList()) {
      Map<String, String> files = new LinkedHashMap<>();
      for (Path file : labeler.settings().files(spec.task().resolve(""))) {
        files.put(file.getFileName().toString(), InputDigest.of(file));
      }
      described.add(List.of(labeler, files));
    }
    return described;
  }
}
