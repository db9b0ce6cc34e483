package io.assay.classify;

import io.assay.sample.RandomNumber;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The hyper-parameters of an algorithm, one or more, with the values to try. */
final class SearchSpace {
  private final List<HyperParameter> parameters;

  /**
   * A table of hyper-parameters, with other values for some.
   *
   * @param given values to try by name
   * @throws IllegalArgumentException if a name is not in the table, or a value not in its range
   */
  SearchSpace(List<HyperParameter> table, Map<String, List<Double>> given) {
    List<String> known = table.stream().map(HyperParameter::name).toList();
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "parameter \"%s\" is not known; known: %s".formatted(name, String.join(", ", known)));
      }
    }
    parameters =
        table.stream()
            .map(p -> given.containsKey(p.name()) ? p.with(given.get(p.name())) : p)
            .toList();
  }

  /** One value of each, for when nothing can be compared. */
  Choice usual() {
    Choice usual = Choice.NONE;
    for (HyperParameter parameter : parameters) {
      usual = usual.with(parameter, parameter.usual());
    }
    return usual;
  }

  /** Every combination, the simplest models first. */
  List<Choice> grid() {
    Stream<Choice> choices = Stream.of(Choice.NONE);
    for (HyperParameter parameter : parameters) {
      choices =
          choices.flatMap(choice -> parameter.grid().stream().map(v -> choice.with(parameter, v)));
    }
    return simplestFirst(choices);
  }

  /** Combinations drawn at random, the simplest models first; fewer where some are equal. */
  List<Choice> random(int trials, long seed) {
    return simplestFirst(IntStream.range(0, trials).mapToObj(trial -> drawn(trial, seed)));
  }

  private Choice drawn(int trial, long seed) {
    Choice choice = Choice.NONE;
    for (HyperParameter parameter : parameters) {
      double uniform = RandomNumber.of("search:" + seed, parameter.name() + ":" + trial);
      choice = choice.with(parameter, parameter.draw(uniform));
    }
    return choice;
  }

  /** By the first parameter that differs, in the order of the table. */
  private List<Choice> simplestFirst(Stream<Choice> choices) {
    Comparator<Choice> order =
        parameters.stream()
            .map(SearchSpace::byComplexity)
            .reduce(Comparator::thenComparing)
            .orElseThrow();
    return choices.distinct().sorted(order).toList();
  }

  private static Comparator<Choice> byComplexity(HyperParameter parameter) {
    return Comparator.comparingDouble(
        choice -> parameter.complexity(choice.real(parameter.name())));
  }
}
