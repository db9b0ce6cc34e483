package io.assay.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads model prices from a file in the public format of LiteLLM: a JSON object of model name to
 * {@code input_cost_per_token}, {@code output_cost_per_token} and much else.
 */
final class LiteLlmPrices {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** An entry that explains the format, with texts for numbers. */
  private static final String SAMPLE = "sample_spec";

  private LiteLlmPrices() {}

  /** Prices of all models that are charged by input and output tokens. */
  static Map<String, TokenPrice> read(Path file, LocalDate asOf) {
    Map<String, TokenPrice> prices = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : parse(file).properties()) {
      JsonNode input = entry.getValue().path("input_cost_per_token");
      JsonNode output = entry.getValue().path("output_cost_per_token");
      if (!entry.getKey().equals(SAMPLE) && isPrice(input) && isPrice(output)) {
        prices.put(
            entry.getKey(),
            new TokenPrice(entry.getKey(), perMillion(input), perMillion(output), asOf));
      }
    }
    return prices;
  }

  private static JsonNode parse(Path file) {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw wrong(file + ":" + e.getLocation().getLineNr() + ": is not JSON", e);
    } catch (IOException e) {
      throw wrong(file + ": cannot be read; prices.yaml names it under litellm", e);
    }
    throw new AssayException(ExitCode.USAGE, file + ": holds no models");
  }

  private static AssayException wrong(String message, Exception cause) {
    return new AssayException(ExitCode.USAGE, message, cause);
  }

  private static boolean isPrice(JsonNode node) {
    return node.isNumber() && node.decimalValue().signum() >= 0;
  }

  private static BigDecimal perMillion(JsonNode perToken) {
    return perToken.decimalValue().movePointRight(6);
  }
}
