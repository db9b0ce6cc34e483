package io.assay.job;

import io.assay.job.evaluate.Summary;
import io.assay.job.run.JobRunner;
import io.assay.job.run.RunOptions;
import io.assay.job.run.RunSpec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Every step in order. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs every step in order and says which tool the evidence recommends.")
final class Run implements Callable<Integer> {
  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    RunSpec spec = options.spec();
    int code = JobRunner.run(spec, Jobs.all(), options.host());
    Summary.print(JobRunner.folder(spec), options.host().screen());
    return code;
  }
}
