package io.assay.job;

import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.config.LabelerSpec;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import io.assay.job.ask.AskInputs;
import io.assay.job.ask.PlanTables;
import io.assay.job.ask.Prompts;
import io.assay.job.run.Host;
import io.assay.job.run.JobContext;
import io.assay.job.run.MeasuredRun;
import io.assay.job.run.OwnSession;
import io.assay.job.run.RunOptions;
import io.assay.job.run.RunSpec;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What {@code run} would compute and buy: it reads the posts, draws the sample, and looks into the
 * store. Nothing is fetched, asked or kept.
 */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what run would compute and buy, with a range, and does none of it.",
      "Hours, dollars and memory come from what earlier runs of the task measured."
    })
final class Plan implements Callable<Integer> {
  @Option(
      names = "--corpus-size",
      paramLabel = "POSTS",
      description = "Plans for so many posts like those of the earlier runs.")
  @Nullable Long corpusSize;

  @Option(names = "--executors", paramLabel = "E", description = "Executors; default 1.")
  @Nullable Integer executors;

  @Option(
      names = "--cores",
      paramLabel = "C",
      description = "Cores of each executor; default those of this machine.")
  @Nullable Integer cores;

  @Option(
      names = "--show-prompts",
      paramLabel = "N",
      description = "Prints the first N requests of each LLM labeler as they would be sent.")
  @Nullable Integer showPrompts;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the plan there as JSON too.")
  @Nullable String out;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    Host host = options.host();
    RunSpec spec = options.spec();
    check(spec);
    host.screen().progress("starting Spark …");
    return OwnSession.run(
        spec,
        host,
        session -> {
          try (PlanTables tables = PlanTables.of(session, spec, host)) {
            host.screen().progress("counting …");
            return text(tables.context());
          }
        });
  }

  private String text(JobContext context) {
    PlanDocument plan =
        new Planner(context, MeasuredRun.of(context.spec())).plan(corpusSize, allCores());
    if (out != null) {
      new LakeFiles(new Configuration()).replace(Lake.path(out), CanonicalJson.pretty(plan));
    }
    String lines = String.join("\n", PlanText.lines(plan));
    return showPrompts == null ? lines : lines + "\n\n" + Prompts.text(context, showPrompts);
  }

  private int allCores() {
    int each = cores == null ? Runtime.getRuntime().availableProcessors() : cores;
    return each * (executors == null ? 1 : executors);
  }

  private void check(RunSpec spec) {
    atLeastOne("--corpus-size", corpusSize);
    atLeastOne("--executors", executors == null ? null : (long) executors);
    atLeastOne("--cores", cores == null ? null : (long) cores);
    Prompts.check(showPrompts);
    boolean unknown = corpusSize != null && MeasuredRun.of(spec).isEmpty();
    if (unknown) {
      throw new AssayException(
          ExitCode.NOT_READY,
          "--corpus-size needs a run to go by, and %s has none of %s up to %s; run `./assay run` on some of the posts first"
              .formatted(spec.lake().root(), spec.task().name(), spec.ds()));
    }
    PlanTables.there(spec);
    // A fault of an endpoint's file is found before Spark starts, as run finds it.
    List<LabelerSpec> asking = spec.task().labelers().stream().filter(LabelerSpec::asks).toList();
    asking.forEach(labeler -> AskInputs.endpoint(spec, labeler));
  }

  private static void atLeastOne(String option, @Nullable Long value) {
    if (value != null && value < 1) {
      throw new AssayException(
          ExitCode.USAGE, "%s %d cannot be; it must be at least 1".formatted(option, value));
    }
  }
}
