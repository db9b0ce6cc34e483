package io.assay.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assay.config.CanonicalJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionJsonTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private static Contest contest() {
    return new Contest(50)
        .tool("rules", 1, 50, 30, 34, 0.6)
        .tool("llm", 100, 20, 19, 20, 1.0)
        .training(new TrainingRuns("rules", 90, List.of()));
  }

  private static JsonNode json(Decision decision) throws IOException {
    return MAPPER.readTree(CanonicalJson.pretty(decision));
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void exactlyThePromisedKeys() throws IOException {
    JsonNode json = json(contest().decide());
    assertThat(keys(json))
        .containsExactly(
            "schema_version",
            "task",
            "ds",
            "verdict",
            "recommended",
            "bar",
            "corpus_size",
            "look",
            "candidates",
            "undecided",
            "first_stage",
            "more_labels",
            "warnings",
            "inputs",
            "front",
            "dominated",
            "break_even",
            "training_labels",
            "best");
    assertThat(keys(json.get("candidates").get(0)))
        .containsExactly(
            "labeler",
            "n",
            "right",
            "value",
            "lower",
            "upper",
            "coverage",
            "fixed_usd",
            "marginal_usd_per_1000",
            "hours",
            "state");
    assertThat(keys(json.get("more_labels"))).containsExactly("n", "usd", "hours");
    assertThat(keys(json.get("bar")))
        .containsExactly("metric", "at_least", "confidence", "min_coverage");
    assertThat(keys(json.get("look"))).containsExactly("number", "labelers_scored", "alpha");
    assertThat(keys(json.get("undecided").get(0)))
        .containsExactly("labeler", "n", "usd", "hours", "note");
    assertThat(keys(json.get("first_stage")))
        .containsExactly("labeler", "coverage", "value", "right_at_least");
    assertThat(keys(json.get("front").get(0)))
        .containsExactly("labeler", "usd", "accuracy", "usd_per_more_right", "lower", "upper");
    assertThat(keys(json.get("break_even").get(0)))
        .containsExactly("labeler_a", "labeler_b", "posts", "cheaper_below", "cheaper_above");
    assertThat(keys(json.get("training_labels").get(0)))
        .containsExactly("labeler", "advice", "n", "gain", "note");
    JsonNode beaten = json(new Contest(20).tool("a", 1, 9).tool("b", 2, 9).decide());
    assertThat(keys(beaten.get("dominated").get(0)))
        .containsExactly("labeler", "by", "usd_more", "accuracy_less", "lower", "upper");
  }

  @Test
  void wordsAndNulls() throws IOException {
    JsonNode json = json(contest().decide());
    assertThat(json.get("verdict").asText()).isEqualTo("not-enough-evidence");
    assertThat(json.get("recommended").isNull()).isTrue();
    assertThat(json.get("bar").get("metric").asText()).isEqualTo("accuracy");
    assertThat(json(new Contest(100).tool("t", 1, 99).decide()).get("verdict").asText())
        .isEqualTo("recommended");
    assertThat(json(new Contest(100).tool("t", 1, 9).decide()).get("verdict").asText())
        .isEqualTo("no-tool-meets-the-bar");
    JsonNode empty = json(new Contest(0).tool("t", 1, 0).decide()).get("candidates").get(0);
    assertThat(empty.get("value").isNull()).isTrue();
    assertThat(empty.get("lower").isNull()).isTrue();
    assertThat(empty.get("upper").isNull()).isTrue();
  }

  @Test
  void theSameQuestionGivesTheSameBytes() {
    Map<String, String> inputs = new LinkedHashMap<>(Map.of("evaluate", "f1"));
    inputs.put("gold", "g1");
    Map<String, String> turned = new LinkedHashMap<>(Map.of("gold", "g1"));
    turned.put("evaluate", "f1");
    assertThat(CanonicalJson.pretty(contest().inputs(inputs).decide()))
        .isEqualTo(CanonicalJson.pretty(contest().inputs(turned).decide()));
  }

  @Test
  void whatWasWrittenReadsBackAndWritesTheSameBytes() throws IOException {
    Decision decision = contest().inputs(Map.of("gold", "g1")).decide();
    String written = CanonicalJson.pretty(decision);
    Decision read = MAPPER.readValue(written, Decision.class);
    assertThat(read).isEqualTo(decision);
    assertThat(CanonicalJson.pretty(read)).isEqualTo(written);
  }
}
