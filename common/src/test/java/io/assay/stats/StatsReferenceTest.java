package io.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of the reference file against the API. Another file with cases of the same methods is
 * read with {@code -Dassay.stats.reference=FILE}, relative to the module or the project.
 */
class StatsReferenceTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final Map<String, Adapter> ADAPTERS = adapters();

  /** Calls the API with the inputs of a case. */
  interface Adapter {
    Answers answer(Inputs inputs);
  }

  private static Map<String, Adapter> adapters() {
    Map<String, Adapter> all = new HashMap<>();
    all.putAll(AccuracyAdapters.all());
    all.putAll(ComparisonAdapters.all());
    all.putAll(F1Adapters.all());
    all.putAll(AgreementAdapters.all());
    all.putAll(CalibrationAdapters.all());
    all.putAll(MonitoringAdapters.all());
    all.putAll(PlanningAdapters.all());
    return all;
  }

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    JsonNode cases = read();
    assertThat(cases).isNotEmpty();
    return Inputs.stream(cases)
        .map(c -> DynamicTest.dynamicTest(c.path("id").asText(), () -> check(c)));
  }

  @Test
  void everyMethodOfTheHandbookHasACase() throws IOException {
    Set<String> methods = new HashSet<>();
    try (InputStream bundled = bundled()) {
      JSON.readTree(bundled).forEach(c -> methods.add(c.get("method").asText()));
    }
    assertThat(ADAPTERS.keySet()).containsExactlyInAnyOrderElementsOf(methods);
  }

  @Test
  void aWrongNumberAnUnknownFieldAndAnUnknownMethodFail() throws IOException {
    String start = "{\"inputs\": {\"x\": 1, \"n\": 2, \"alpha\": 0.05}, \"tolerance\": 1e-9, ";
    for (String rest :
        new String[] {
          "\"method\": \"binomial_ci_wilson\", \"expected\": {\"lower\": 0.5}}",
          "\"method\": \"binomial_ci_wilson\", \"expected\": {\"lower\": null}}",
          "\"method\": \"binomial_ci_wilson\", \"expected\": {\"lower\": \"NaN\"}}",
          "\"method\": \"binomial_ci_wilson\", \"expected\": {\"middle\": 0.5}}",
          "\"method\": \"binomial_ci_unknown\", \"expected\": {\"lower\": 0.5}}",
        }) {
      JsonNode wrong = JSON.readTree(start + rest);
      assertThatThrownBy(() -> check(wrong)).as(rest).isInstanceOf(AssertionError.class);
    }
  }

  private static JsonNode read() throws IOException {
    String file = System.getProperty("assay.stats.reference", "");
    try (InputStream in = file.isBlank() ? bundled() : Files.newInputStream(place(file))) {
      return JSON.readTree(in);
    }
  }

  /** A relative name is sought in the module, then in the project. */
  private static Path place(String file) {
    Path here = Path.of(file);
    return Files.exists(here)
        ? here
        : Path.of(System.getProperty("assay.project", "")).resolve(file);
  }

  private static InputStream bundled() {
    InputStream in = StatsReferenceTest.class.getResourceAsStream("/stats_reference.json");
    if (in == null) {
      throw new AssertionError("stats_reference.json is not on the test class path");
    }
    return in;
  }

  private static void check(JsonNode reference) {
    String method = reference.path("method").asText();
    Adapter adapter = ADAPTERS.get(method);
    if (adapter == null) {
      throw new AssertionError("the API has no method " + method);
    }
    Answers answers = adapter.answer(new Inputs(reference.path("inputs")));
    double tolerance = reference.path("tolerance").asDouble();
    JsonNode expected = reference.path("expected");
    assertThat(expected).as("expected fields").isNotEmpty();
    expected
        .properties()
        .forEach(
            e ->
                new Expectation(e.getKey(), e.getValue(), tolerance)
                    .check(answers.field(e.getKey())));
  }
}
