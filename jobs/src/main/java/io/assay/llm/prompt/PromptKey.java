package io.assay.llm.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assay.config.LlmEndpoint;
import io.assay.llm.call.AnswerOptions;
import io.assay.post.ContentHash;
import io.assay.post.Redaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Names everything that decides an answer besides the post: where one of these changes, answers are
 * bought anew; where nothing does, they are not. How answers are parsed, corrected or limited is
 * not a part of it.
 *
 * @param modelSlug for people, safe in a path
 * @param digest 128 bits, 32 hexadecimal digits
 */
public record PromptKey(String modelSlug, String digest) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  static PromptKey of(
      LlmEndpoint endpoint,
      ModelIdentity model,
      PromptTemplate template,
      AnswerOptions options,
      List<Shot> shots) {
    List<Object> parts = new ArrayList<>();
    parts.add(model.server());
    parts.add(model.name());
    parts.add(model.version());
    parts.add(template.text());
    options.labels().forEach((label, texts) -> parts.add(List.of(label, texts)));
    parts.add(shots);
    parts.add(
        Arrays.asList(
            endpoint.answerStyle(),
            endpoint.scoring(),
            endpoint.maxOutputTokens(),
            endpoint.temperature(),
            endpoint.extraBody()));
    parts.add(List.of(Redaction.VERSION, PostText.VERSION));
    try {
      String digest = ContentHash.sha256_128(JSON.writeValueAsString(parts));
      return new PromptKey(slug(model.name()), digest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String slug(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return plain.replaceAll("^[._-]+", "");
  }

  /**
   * Which model it is.
   *
   * @param server its base URL, or {@code local}
   * @param name as tables show it
   * @param version the weights' checksum where it is known, else empty
   */
  public record ModelIdentity(String server, String name, String version) {}
}
