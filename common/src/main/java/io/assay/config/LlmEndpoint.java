package io.assay.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One LLM that can be asked, read from {@code conf/llm/NAME.yaml}.
 *
 * @param name the file's name without {@code .yaml}
 * @param kind a server to call or one to start; default {@code http}
 * @param baseUrl up to and including the version, for example {@code https://host/v1}; {@code http}
 *     only
 * @param model as the server calls it; {@code http} only, where it must be given
 * @param apiKeyEnv environment variable that holds the key, null where none is needed
 * @param answerStyle how the answer is held to the labels; default {@code json_schema}
 * @param scoring default {@code generate}
 * @param priorCorrection default {@code none}
 * @param maxOutputTokens of one answer; default 16
 * @param temperature 0 to 2; default 0
 * @param concurrency requests in flight at most; default 8
 * @param requestsPerMinute limit of the provider, null for none
 * @param tokensPerMinute limit of the provider on input and output together, null for none
 * @param connectTimeoutSeconds default 10
 * @param callTimeoutSeconds one attempt; default 60
 * @param totalTimeoutSeconds one request with all its attempts and waits; default 300
 * @param maxAttempts of one request; default 5
 * @param price where its price stands; must be given
 * @param batchPriceShare what a token costs in a batch, as a share of its price; default 0.5
 * @param extraBody further fields of the request, as the server takes them
 * @param weights {@code local} only: models in order of preference, the rest are fallbacks
 * @param contextTokens prompt and answer together at most; default 4096
 */
public record LlmEndpoint(
    @Supplied String name,
    @Default("http") Kind kind,
    @Matches(value = "https?://.+", words = "a URL with http:// or https://")
        @Nullable String baseUrl,
    @Nullable String model,
    @Matches(
            value = "[A-Za-z_][A-Za-z0-9_]*",
            words = "the name of an environment variable",
            shown = false)
        @Nullable String apiKeyEnv,
    @Default("json_schema") AnswerStyle answerStyle,
    @Default("generate") Scoring scoring,
    @Default("none") PriorCorrection priorCorrection,
    @Default("16") @Within(min = 1, max = 100_000) int maxOutputTokens,
    @Default("0") @Within(min = 0, max = 2) double temperature,
    @Default("8") @Within(min = 1, max = 10_000) int concurrency,
    @Within(min = 1) @Nullable Integer requestsPerMinute,
    @Within(min = 1) @Nullable Integer tokensPerMinute,
    @Default("10") @Within(min = 1, max = 600) int connectTimeoutSeconds,
    @Default("60") @Within(min = 1, max = 3_600) int callTimeoutSeconds,
    @Default("300") @Within(min = 1, max = 86_400) int totalTimeoutSeconds,
    @Default("5") @Within(min = 1, max = 100) int maxAttempts,
    LlmPrice price,
    @Default("0.5") @Within(min = 0, max = 1) double batchPriceShare,
    @Default("{}") Map<String, Object> extraBody,
    @Default("[]") List<String> weights,
    @Default("4096") @Within(min = 64) int contextTokens)
    implements Serializable {

  /** Who runs the server. */
  public enum Kind {
    /** Somebody else: it is called at {@code base_url}. */
    HTTP,
    /** Assay: it is started with one of {@code weights}. */
    LOCAL
  }

  /** How the server is made to answer with a label. */
  public enum AnswerStyle {
    @JsonProperty("json_schema")
    JSON_SCHEMA,
    CHOICE,
    GRAMMAR,
    NONE
  }

  /** How a label and its confidence come about. */
  public enum Scoring {
    /** The label that the model writes. */
    GENERATE,
    /** The probabilities of the labels' first tokens. */
    FIRST_TOKEN
  }

  /** What is taken off the labels' scores. */
  public enum PriorCorrection {
    NONE,
    /** The mean over the batch: small models prefer one label whatever the post. */
    BATCH_MEAN,
    /** The one of these that is right more often on the sampled gold posts of part tune. */
    TUNE
  }

  public LlmEndpoint {
    extraBody = Collections.unmodifiableMap(new LinkedHashMap<>(extraBody));
    weights = List.copyOf(weights);
    if (kind == Kind.HTTP && (baseUrl == null || model == null)) {
      throw new IllegalArgumentException("kind http needs base_url and model");
    }
    if (kind == Kind.LOCAL && (weights.isEmpty() || baseUrl != null || model != null)) {
      throw new IllegalArgumentException("kind local needs weights, and no base_url and model");
    }
    if (callTimeoutSeconds > totalTimeoutSeconds) {
      throw new IllegalArgumentException(
          "call_timeout_seconds %d is over total_timeout_seconds %d"
              .formatted(callTimeoutSeconds, totalTimeoutSeconds));
    }
    if (maxOutputTokens >= contextTokens) {
      throw new IllegalArgumentException(
          "max_output_tokens %d leaves no room for a prompt in context_tokens %d"
              .formatted(maxOutputTokens, contextTokens));
    }
  }

  /**
   * The endpoint of a file.
   *
   * @throws AssayException (USAGE) with every problem of the file
   */
  public static LlmEndpoint load(Path file) {
    Problems problems = new Problems();
    Optional<LlmEndpoint> endpoint =
        YamlFile.read(file, LlmEndpoint.class, Map.of("name", nameOf(file)), problems);
    problems.throwIfAny();
    return endpoint.orElseThrow();
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }
}
