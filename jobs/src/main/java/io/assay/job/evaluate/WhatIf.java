package io.assay.job.evaluate;

import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.decide.Decision;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import io.assay.io.RunFolder;
import io.assay.job.run.JobRunner;
import io.assay.job.run.RunOptions;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Screen;
import io.assay.report.wording.DecisionChanges;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The decision in another scenario, from stored counts and costs: no call, no Spark, nothing is
 * written into the run, and no look is counted.
 */
@Command(
    name = "what-if",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Decides again under another bar or other prices, from what a run has stored.",
      "It takes two seconds, calls nobody, changes nothing in the run and counts no look at gold."
    })
public final class WhatIf implements Callable<Integer> {
  @Mixin private ScenarioOptions changes = new ScenarioOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the decision there, in the form of decision.json.")
  @Nullable String out;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    RunSpec spec = options.spec();
    changes.check(spec.task());
    RunFolder run = JobRunner.folder(spec);
    Decision decided = Decide.read(run);
    StoredEvidence stored = new StoredEvidence(spec, run);
    Scenario scenario = changes.applied(stored.scenario());
    Decision decision = stored.decide(scenario, stored.lookWithoutCounting());
    if (out != null) {
      new LakeFiles(new Configuration()).replace(Lake.path(out), CanonicalJson.pretty(decision));
    }
    Screen screen = options.host().screen();
    Summary.print(decision, run, screen);
    screen.line("");
    DecisionChanges.between(decided, decision).forEach(screen::line);
    return ExitCode.OK.code();
  }
}
