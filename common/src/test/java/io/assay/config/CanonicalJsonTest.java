package io.assay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  enum Colour {
    DARK_RED
  }

  record Inner() {}

  record Value(
      double zShare,
      List<Integer> aList,
      Map<String, Object> someMap,
      Inner inner,
      Colour colour) {}

  private static Value value() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("path", Path.of("a", "b"));
    map.put("money", new BigDecimal("100.500"));
    map.put("day", LocalDate.of(2026, 11, 1));
    map.put("at", Instant.EPOCH);
    map.put("empty", List.of());
    return new Value(Double.NaN, List.of(2, 1), map, new Inner(), Colour.DARK_RED);
  }

  @Test
  void compactHasSortedKeys() {
    assertThat(CanonicalJson.of(value()))
        .isEqualTo(
            "{\"a_list\":[2,1],\"colour\":\"dark-red\",\"inner\":{},\"some_map\":"
                + "{\"at\":\"1970-01-01T00:00:00Z\",\"day\":\"2026-11-01\",\"empty\":[],"
                + "\"money\":100.5,\"path\":\"a/b\"},\"z_share\":null}");
  }

  @Test
  void prettyKeepsTheRecordsOrder() {
    assertThat(CanonicalJson.pretty(value()))
        .isEqualTo(
            """
            {
              "z_share": null,
              "a_list": [
                2,
                1
              ],
              "some_map": {
                "at": "1970-01-01T00:00:00Z",
                "day": "2026-11-01",
                "empty": [],
                "money": 100.5,
                "path": "a/b"
              },
              "inner": {},
              "colour": "dark-red"
            }
            """);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "2e23, 2.0E23", "1e-7, 1.0E-7", "100, 100.0", "-0.0, -0.0"})
  void doublesAreAsShortAsCanBe(double number, String text) {
    assertThat(CanonicalJson.of(Map.of("x", number))).isEqualTo("{\"x\":" + text + "}");
  }

  @Test
  void whatHasNoJsonIsRefused() {
    Map<String, Object> circle = new LinkedHashMap<>();
    circle.put("self", circle);
    assertThatThrownBy(() -> CanonicalJson.of(circle)).isInstanceOf(IllegalArgumentException.class);
  }
}
