package io.assay.job.evaluate;

import io.assay.config.CanonicalJson;
import io.assay.decide.Decision;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import java.util.Map;
import picocli.CommandLine.Command;

/** Input {@code counts}, {@code costs}; output {@code decision.json}. Reads stored tables only. */
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    description = "Decides from the stored counts and costs which tool the evidence recommends.")
public final class Decide extends StepJob {
  static final String FILE = "decision.json";

  public Decide() {
    super(Step.DECIDE);
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    return Map.of(
        "bar", spec.task().bar(),
        "max_hours", String.valueOf(spec.task().maxHours()),
        "prices", spec.prices());
  }

  @Override
  public void run(JobContext context) {
    StoredEvidence stored = new StoredEvidence(context.spec(), context.run());
    Decision decision = stored.decide(stored.scenario(), stored.look());
    context.run().files().replace(context.run().staged(FILE), CanonicalJson.pretty(decision));
    context.tables().staged(FILE, 1);
  }
}
