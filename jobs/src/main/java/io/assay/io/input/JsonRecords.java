package io.assay.io.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of a JSONL file as a record. */
final class JsonRecords {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonRecords() {}

  static RawRecord parse(String source, long position, byte[] bytes, int length) {
    String line;
    try {
      line = RawRecord.utf8(bytes, length);
    } catch (CharacterCodingException e) {
      String shown = new String(bytes, 0, length, StandardCharsets.UTF_8);
      return RawRecord.bad(source, position, "not-utf8", "bytes that are not UTF-8", shown);
    }
    try {
      JsonNode node = JSON.readTree(line);
      if (!node.isObject()) {
        return RawRecord.bad(source, position, "not-json", "not a JSON object", line);
      }
      return RawRecord.good(source, position, fields(node), line);
    } catch (JsonProcessingException e) {
      return RawRecord.bad(source, position, "not-json", e.getOriginalMessage(), line);
    }
  }

  /** Values as text; objects and lists stay JSON. */
  private static Map<String, @Nullable String> fields(JsonNode object) {
    Map<String, @Nullable String> fields = new HashMap<>();
    object
        .properties()
        .forEach(
            e -> {
              JsonNode value = e.getValue();
              fields.put(
                  e.getKey(),
                  value.isNull() ? null : value.isValueNode() ? value.asText() : value.toString());
            });
    return fields;
  }
}
