package io.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares an answer with what a reference case expects. */
record Expectation(String place, JsonNode expected, double tolerance) {

  void check(@Nullable Object actual) {
    if (expected.isNull()) {
      // JSON has no NaN: an undefined number is written as null.
      assertThat(actual == null || Double.valueOf(Double.NaN).equals(actual))
          .as("%s must be null, is %s", place, actual)
          .isTrue();
    } else if (expected.isNumber() || isSpecialNumber()) {
      checkNumber(actual);
    } else if (expected.isArray()) {
      checkList(actual);
    } else if (expected.isObject()) {
      expected
          .properties()
          .forEach(e -> child(e.getKey(), e.getValue()).check(at(actual, e.getKey())));
    } else {
      Object value = expected.isBoolean() ? expected.asBoolean() : expected.asText();
      assertThat(actual).as(place).isEqualTo(value);
    }
  }

  private boolean isSpecialNumber() {
    return expected.isTextual()
        && List.of("NaN", "Infinity", "-Infinity").contains(expected.asText());
  }

  private void checkNumber(@Nullable Object actual) {
    assertThat(actual).as(place).isInstanceOf(Number.class);
    double value = actual instanceof Number number ? number.doubleValue() : Double.NaN;
    double wanted = Inputs.real(expected);
    if (Double.isFinite(wanted)) {
      assertThat(value).as(place).isCloseTo(wanted, within(tolerance));
    } else {
      assertThat(value).as(place).isEqualTo(Double.valueOf(wanted));
    }
  }

  private void checkList(@Nullable Object actual) {
    List<Object> values = list(actual);
    assertThat(values).as(place).hasSize(expected.size());
    for (int i = 0; i < values.size(); i++) {
      child("[" + i + "]", expected.get(i)).check(values.get(i));
    }
  }

  private Expectation child(String name, JsonNode value) {
    return new Expectation(place + "." + name, value, tolerance);
  }

  private @Nullable Object at(@Nullable Object actual, String key) {
    if (actual instanceof Answers.Lookup lookup) {
      return lookup.at(key);
    }
    if (actual instanceof Map<?, ?> map && map.containsKey(key)) {
      return map.get(key);
    }
    throw new AssertionError(place + " has no " + key + ": " + actual);
  }

  private List<Object> list(@Nullable Object actual) {
    if (actual instanceof List<?> list) {
      return List.copyOf(list);
    }
    if (actual == null || !actual.getClass().isArray()) {
      throw new AssertionError(place + " is not a list: " + actual);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < Array.getLength(actual); i++) {
      values.add(Array.get(actual, i));
    }
    return values;
  }
}
