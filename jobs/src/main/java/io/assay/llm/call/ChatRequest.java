package io.assay.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.LlmEndpoint;
import io.assay.config.LlmEndpoint.Scoring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The body of a chat completion for one endpoint and one list of answers; only the messages differ
 * from post to post.
 */
public final class ChatRequest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Lifts the answers' first tokens over the whole vocabulary without changing their order. */
  private static final int BIAS = 60;

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, Object> extra;

  /** To a model, held to the answers in the way that its endpoint names. */
  public ChatRequest(LlmEndpoint endpoint, String model, AnswerCodes codes) {
    extra = endpoint.extraBody();
    fields.put("model", model);
    fields.put("messages", List.of());
    if (endpoint.scoring() == Scoring.FIRST_TOKEN) {
      scoreFirstToken(codes);
    } else {
      fields.put("max_tokens", endpoint.maxOutputTokens());
      fields.put("temperature", endpoint.temperature());
      holdToAnswers(endpoint, codes);
    }
  }

  /** The probabilities of the answers' first tokens among themselves, as llama.cpp gives them. */
  private void scoreFirstToken(AnswerCodes codes) {
    fields.put("max_tokens", 1);
    fields.put("temperature", 1);
    fields.put("top_k", 0);
    fields.put("top_p", 1);
    fields.put("min_p", 0);
    fields.put(
        "logit_bias", codes.codes().stream().map(code -> List.of(code.tokenId(), BIAS)).toList());
    fields.put("post_sampling_probs", true);
    fields.put("logprobs", true);
    fields.put("top_logprobs", codes.codes().size());
    fields.put("cache_prompt", true);
  }

  private void holdToAnswers(LlmEndpoint endpoint, AnswerCodes codes) {
    List<String> answers = codes.codes().stream().map(AnswerCodes.Code::written).toList();
    switch (endpoint.answerStyle()) {
      case JSON_SCHEMA -> fields.put("response_format", schema(answers));
      case GRAMMAR -> fields.put("grammar", grammar(answers));
      case CHOICE -> {
        // vLLM 0.12 took the first name away; older versions know no other.
        fields.put("guided_choice", answers);
        fields.put("structured_outputs", Map.of("choice", answers));
      }
      case NONE -> {}
    }
  }

  private static Map<String, Object> schema(List<String> answers) {
    Map<String, Object> label = new LinkedHashMap<>();
    label.put("type", "string");
    label.put("enum", answers);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", Map.of("label", label));
    object.put("required", List.of("label"));
    object.put("additionalProperties", false);
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", "label");
    named.put("strict", true);
    named.put("schema", object);
    Map<String, Object> format = new LinkedHashMap<>();
    format.put("type", "json_schema");
    format.put("json_schema", named);
    return format;
  }

  private static String grammar(List<String> answers) {
    return answers.stream()
        .map(answer -> '"' + answer.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(" | ", "root ::= ", ""));
  }

  /** The whole body; fields of the endpoint's {@code extra_body} win over Assay's. */
  public String body(List<ChatMessage> messages) {
    Map<String, Object> body = new LinkedHashMap<>(fields);
    body.put("messages", messages);
    body.putAll(extra);
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
