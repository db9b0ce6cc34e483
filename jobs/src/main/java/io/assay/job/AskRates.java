package io.assay.job;

import io.assay.config.CanonicalJson;
import io.assay.config.LabelerSpec;
import io.assay.llm.AskSummary;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * How long an LLM took a text, in wall time and in core time of a local server. Kept in the store
 * with the answers' model, so that a run that reuses every answer knows the price of the work.
 */
final class AskRates {
  private AskRates() {}

  /** Adds what was asked now to what is known, and notes the rates for the ledger. */
  static void note(JobContext context, LabelerSpec labeler, AskSummary summary) {
    Path file = new Path(context.spec().lake().store(), "rates/llm=" + summary.model() + ".json");
    double texts = stored(context, file, "texts") + summary.asked();
    double seconds = stored(context, file, "seconds") + summary.seconds();
    double cores = stored(context, file, "core_seconds") + summary.cpuSeconds();
    if (summary.asked() > 0) {
      context
          .run()
          .files()
          .replace(
              file,
              CanonicalJson.pretty(
                  Map.of("texts", texts, "seconds", seconds, "core_seconds", cores)));
    }
    if (texts > 0) {
      context.note(Ask.CALLS_RATE + labeler.name(), seconds * 1_000 / texts);
      context.note(Ask.SERVER_RATE + labeler.name(), cores * 1_000 / texts);
    }
  }

  private static double stored(JobContext context, Path file, String name) {
    return context.run().files().read(file).map(json -> number(json, name)).orElse(0.0);
  }

  private static double number(String json, String name) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper().readTree(json).path(name).asDouble();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return 0;
    }
  }
}
