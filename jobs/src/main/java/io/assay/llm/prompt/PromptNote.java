package io.assay.llm.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assay.llm.call.AnswerCodes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands beside the answers: for people, what the digest stands for; for later runs, how the
 * answers are coded, so that stored ones can be read without a server.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PromptNote(
    int schemaVersion,
    String server,
    String model,
    String modelVersion,
    Map<String, List<String>> labels,
    List<Shot> shots,
    String template,
    AnswerCodes codes) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final int VERSION = 1;

  static PromptNote of(
      PromptKey.ModelIdentity model,
      Map<String, List<String>> labels,
      List<Shot> shots,
      String template,
      AnswerCodes codes) {
    return new PromptNote(
        VERSION, model.server(), model.name(), model.version(), labels, shots, template, codes);
  }

  /** One object and a line end. */
  public String json() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A note that was written before; empty if it is not whole. */
  static Optional<PromptNote> parse(String json) {
    try {
      return Optional.of(JSON.readValue(json, PromptNote.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
