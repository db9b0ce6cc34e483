package io.assay.job.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.decide.Decision;
import io.assay.io.RunFolder;
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
    context.write(FILE, CanonicalJson.pretty(decision));
  }

  /**
   * The decision of a run.
   *
   * @throws AssayException {@link ExitCode#NOT_READY} if there is none
   */
  static Decision read(RunFolder run) {
    String json =
        run.manifest()
            .step(Step.DECIDE.key())
            .flatMap(decided -> run.files().read(run.published(FILE)))
            .orElseThrow(
                () ->
                    new AssayException(
                        ExitCode.NOT_READY,
                        "there is no decision yet in %s; run `./assay decide` with the same options first"
                            .formatted(run.path())));
    try {
      return new JsonMapper().readValue(json, Decision.class);
    } catch (JsonProcessingException e) {
      throw new AssayException(
          ExitCode.NOT_READY, "decision.json cannot be read; run decide again", e);
    }
  }
}
