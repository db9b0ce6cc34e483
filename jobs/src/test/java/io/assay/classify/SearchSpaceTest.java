package io.assay.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchSpaceTest {
  private static SearchSpace logistic(Map<String, List<Double>> given) {
    return Algorithm.LOGISTIC_REGRESSION.space(given);
  }

  @Test
  void theGridHasEveryCombinationTheSimplestFirst() {
    List<Choice> grid =
        logistic(
                Map.of(
                    "regularization", List.of(0.01, 0.1, 0.01), "elastic_net", List.of(0.0, 0.5)))
            .grid();
    assertThat(grid.stream().map(c -> c.real("regularization") + " " + c.real("elastic_net")))
        .containsExactly("0.1 0.5", "0.1 0.0", "0.01 0.5", "0.01 0.0");
  }

  @Test
  void aSmallerModelIsSimpler() {
    List<Choice> grid =
        Algorithm.MULTILAYER_PERCEPTRON
            .space(Map.of("hidden", List.of(8.0, 4.0), "iterations", List.of(20.0, 10.0)))
            .grid();
    assertThat(grid.stream().map(c -> c.whole("hidden") + " " + c.whole("iterations")))
        .containsExactly("4 10", "4 20", "8 10", "8 20");
  }

  @Test
  void drawsLieWithinTheGridAndFollowTheSeed() {
    SearchSpace space = logistic(Map.of("regularization", List.of(1e-4, 1e-2)));
    List<Choice> drawn = space.random(40, 7);
    assertThat(drawn)
        .hasSize(40)
        .isEqualTo(space.random(40, 7))
        .isNotEqualTo(space.random(40, 8))
        .allSatisfy(c -> assertThat(c.real("regularization")).isBetween(1e-4, 1e-2));
    assertThat(drawn.stream().filter(c -> c.real("regularization") < 1e-3))
        .as("even on the logarithm's scale")
        .hasSizeBetween(12, 28);
    assertThat(Algorithm.RANDOM_FOREST.space(Map.of("depth", List.of(2.0, 3.0))).random(20, 1))
        .as("what is listed is drawn as it is, and equal draws are one")
        .hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void theUsualValuesAreInRangeAndTheGridIsWithinTheDefaultBudget(Algorithm algorithm) {
    SearchSpace space = algorithm.space(Map.of());
    Map<String, List<Double>> usual = new java.util.TreeMap<>();
    space.usual().values().forEach((name, value) -> usual.put(name, List.of(value)));
    assertThat(algorithm.space(usual).grid()).containsExactly(space.usual());
    assertThat(space.grid()).hasSizeBetween(2, 20);
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> logistic(Map.of("smoothing", List.of(1.0))))
        .hasMessageContainingAll("smoothing", "regularization, elastic_net");
    assertThatThrownBy(() -> logistic(Map.of("elastic_net", List.of(0.5, 2.0))))
        .hasMessage("elastic_net must be between 0 and 1, not 2");
    assertThatThrownBy(() -> logistic(Map.of("regularization", List.of())))
        .hasMessageContaining("regularization needs one or more");
    Stream.of(Double.NaN, -1.0)
        .forEach(
            bad ->
                assertThatThrownBy(() -> logistic(Map.of("regularization", List.of(bad))))
                    .isInstanceOf(IllegalArgumentException.class));
  }
}
