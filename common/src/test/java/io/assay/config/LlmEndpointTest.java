package io.assay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlmEndpointTest {
  @TempDir Path folder;

  @Test
  void defaults() throws IOException {
    assertThat(load("{base_url: http://localhost:1/v1, model: m, price: m}"))
        .isEqualTo(
            new LlmEndpoint(
                "my-model",
                LlmEndpoint.Kind.HTTP,
                "http://localhost:1/v1",
                "m",
                null,
                LlmEndpoint.AnswerStyle.JSON_SCHEMA,
                LlmEndpoint.Scoring.GENERATE,
                LlmEndpoint.PriorCorrection.NONE,
                16,
                0,
                8,
                null,
                null,
                10,
                60,
                300,
                5,
                LlmPrice.of("m"),
                0.5,
                Map.of(),
                List.of(),
                4096));
  }

  @Test
  void fullMapping() throws IOException {
    String yaml =
        """
        kind: http
        base_url: https://host/v1
        model: m
        api_key_env: KEY
        answer_style: choice
        scoring: first-token
        prior_correction: batch-mean
        max_output_tokens: 7
        temperature: 0.5
        concurrency: 3
        requests_per_minute: 60
        tokens_per_minute: 1000
        connect_timeout_seconds: 1
        call_timeout_seconds: 2
        total_timeout_seconds: 9
        max_attempts: 4
        price: {input_usd_per_million: 0.15, output_usd_per_million: 0.60, as_of: 2026-11-01}
        extra_body: {user: assay, deep: {top_k: 1, "on": no, flags: [true, 0.5, null]}}
        weights: [a, b]
        context_tokens: 512
        batch_price_share: 0.4
        """;
    LlmEndpoint endpoint = load(yaml);
    assertThat(endpoint)
        .isEqualTo(
            new LlmEndpoint(
                "my-model",
                LlmEndpoint.Kind.HTTP,
                "https://host/v1",
                "m",
                "KEY",
                LlmEndpoint.AnswerStyle.CHOICE,
                LlmEndpoint.Scoring.FIRST_TOKEN,
                LlmEndpoint.PriorCorrection.BATCH_MEAN,
                7,
                0.5,
                3,
                60,
                1000,
                1,
                2,
                9,
                4,
                new LlmPrice(
                    null,
                    new BigDecimal("0.15"),
                    new BigDecimal("0.60"),
                    LocalDate.of(2026, 11, 1)),
                0.4,
                endpoint.extraBody(),
                List.of("a", "b"),
                512));
    assertThat(endpoint.extraBody().toString())
        .isEqualTo("{user=assay, deep={top_k=1, on=no, flags=[true, 0.5, null]}}");
    assertThat(endpoint.price().isCpu()).isFalse();
  }

  @Test
  void localNeedsWeightsAndIsChargedByCpu() throws IOException {
    assertThat(load("{kind: local, weights: [a], price: cpu}").price().isCpu()).isTrue();
    assertThatThrownBy(() -> load("{kind: local, price: cpu}"))
        .hasMessageContaining("kind local needs weights");
  }

  @Test
  void everyProblemIsToldAtOnceWithItsLine() {
    String yaml =
        """
        base_url: localhost:8000
        modell: m
        answer_style: json
        temperature: "0.5"
        concurrency: 0
        max_attempts: 2.5
        price: {input_usd_per_million: 1}
        api_key_env: sk-123
        """;
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            """
            8 problems
            F:1: base_url must be a URL with http:// or https://, not localhost:8000
            F:2: key "modell" is not known; did you mean "model"?
            F:3: answer_style: json is not known; known: json_schema, choice, grammar, none
            F:4: temperature must be a number, not "0.5"
            F:5: concurrency must be between 1 and 10000, not 0
            F:6: max_attempts must be a whole number, not 2.5
            F:7: price: give a name of prices.yaml, cpu, or {input_usd_per_million, \
            output_usd_per_million, as_of}
            F:8: api_key_env must be the name of an environment variable"""
                .replace("F:", folder.resolve("my-model.yaml") + ":"));
  }

  private LlmEndpoint load(String yaml) throws IOException {
    return LlmEndpoint.load(Files.writeString(folder.resolve("my-model.yaml"), yaml));
  }
}
