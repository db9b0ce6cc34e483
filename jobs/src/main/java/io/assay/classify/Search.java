package io.assay.classify;

import io.assay.config.Default;
import io.assay.config.Within;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How hyper-parameters are chosen on part tune; on equal terms the simplest model wins.
 *
 * @param method default {@code grid}
 * @param trials most models to fit, default 20
 * @param seconds after which no further model is begun, null for no limit; with one, what is chosen
 *     depends on the machine
 * @param parallelism models that are fitted at once, default 2; it changes no result
 * @param chooseBy what a good model has much of, default {@code accuracy}
 */
public record Search(
    @Default("grid") Method method,
    @Default("20") @Within(min = 1, max = 1_000) int trials,
    @Within(min = 1) @Nullable Double seconds,
    @Default("2") @Within(min = 1, max = 64) int parallelism,
    @Default("accuracy") Criterion chooseBy)
    implements Serializable {

  /** Which combinations are tried. */
  public enum Method {
    /** All. */
    GRID,
    /** As many as {@code trials} says, drawn by the task's seed. */
    RANDOM
  }

  /** What is held against each other. */
  public enum Criterion {
    ACCURACY,
    MACRO_F1;

    double of(Quality quality) {
      return this == ACCURACY ? quality.accuracy() : quality.macroF1();
    }
  }

  /**
   * Checks that an algorithm can be searched so.
   *
   * @param given values to try by name of the hyper-parameter
   * @throws IllegalArgumentException if a name is not known, a value out of range, or the grid has
   *     more combinations than trials are allowed
   */
  public void check(Algorithm algorithm, Map<String, List<Double>> given) {
    int size = algorithm.space(given).grid().size();
    if (method == Method.GRID && size > trials) {
      throw new IllegalArgumentException(
          "parameters has %d combinations and search.trials allows %d; raise it, name fewer"
                  .formatted(size, trials)
              + " values, or use method random");
    }
  }

  /** What is tried, the simplest models first. */
  List<Choice> candidates(SearchSpace space, long seed) {
    return method == Method.GRID ? space.grid() : space.random(trials, seed);
  }
}
