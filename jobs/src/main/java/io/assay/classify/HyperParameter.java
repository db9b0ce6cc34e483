package io.assay.classify;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * One number that training does not learn and {@link Search} chooses.
 *
 * @param name as in the task file
 * @param usual where nothing is searched
 * @param grid values to try, each within {@code least} and {@code most}
 * @param kind which values there are between two of the grid
 * @param restrains which end makes the simpler model
 */
record HyperParameter(
    String name,
    double usual,
    List<Double> grid,
    double least,
    double most,
    Kind kind,
    Restrains restrains) {

  /** Which values a random search may draw. */
  enum Kind {
    /** Any between the least and the greatest of the grid, even on the logarithm's scale. */
    REAL,
    /** Those of the grid. */
    LISTED
  }

  /** Which end makes the simpler model. */
  enum Restrains {
    HIGH,
    LOW
  }

  HyperParameter {
    grid = List.copyOf(grid);
    for (double value : grid) {
      if (!(value >= least && value <= most)) {
        throw new IllegalArgumentException(
            "%s must be between %s and %s, not %s"
                .formatted(name, shown(least), shown(most), shown(value)));
      }
    }
    if (grid.isEmpty()) {
      throw new IllegalArgumentException(name + " needs one or more values to try");
    }
  }

  /** A strength of a penalty. */
  static HyperParameter strength(String name, double usual, Double... grid) {
    return new HyperParameter(
        name, usual, List.of(grid), 0, Double.MAX_VALUE, Kind.REAL, Restrains.HIGH);
  }

  /** A share that restrains the more the higher it is. */
  static HyperParameter share(String name, double usual, Double... grid) {
    return new HyperParameter(name, usual, List.of(grid), 0, 1, Kind.LISTED, Restrains.HIGH);
  }

  /** A size of the model, in whole numbers. */
  static HyperParameter size(String name, int least, int most, int usual, Double... grid) {
    return new HyperParameter(name, usual, List.of(grid), least, most, Kind.LISTED, Restrains.LOW);
  }

  /** The same with other values to try; the first is the usual one. */
  HyperParameter with(List<Double> values) {
    return new HyperParameter(
        name, values.isEmpty() ? usual : values.get(0), values, least, most, kind, restrains);
  }

  /** Lower is simpler. */
  double complexity(double value) {
    return restrains == Restrains.HIGH ? -value : value;
  }

  /**
   * A value for a random number.
   *
   * @param uniform in (0, 1)
   */
  double draw(double uniform) {
    List<Double> sorted = grid.stream().sorted().toList();
    double low = sorted.get(0);
    double high = sorted.get(sorted.size() - 1);
    if (kind == Kind.LISTED || low <= 0 || low == high) {
      return grid.get((int) (uniform * grid.size()));
    }
    DoubleUnaryOperator along = u -> Math.log(low) + u * (Math.log(high) - Math.log(low));
    return Math.exp(along.applyAsDouble(uniform));
  }

  private static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
