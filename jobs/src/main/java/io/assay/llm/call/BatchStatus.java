package io.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a batch stands at the provider.
 *
 * @param status in the provider's words
 * @param ended requests that it is done with, one way or the other
 * @param files with results, of answered requests and of failed ones
 * @param problem what is wrong with the whole, empty if nothing is
 */
public record BatchStatus(String status, int ended, List<String> files, String problem) {
  private static final Set<String> FINAL = Set.of("completed", "failed", "expired", "cancelled");

  static BatchStatus of(JsonNode batch) {
    List<String> files = new ArrayList<>();
    for (String name : List.of("output_file_id", "error_file_id")) {
      if (!batch.path(name).asText("").isEmpty() && !batch.path(name).isNull()) {
        files.add(batch.path(name).asText());
      }
    }
    JsonNode counts = batch.path("request_counts");
    return new BatchStatus(
        batch.path("status").asText(),
        counts.path("completed").asInt() + counts.path("failed").asInt(),
        files,
        batch.path("errors").path("data").path(0).path("message").asText(""));
  }

  /** Whether nothing more will come. */
  public boolean isFinal() {
    return FINAL.contains(status);
  }
}
