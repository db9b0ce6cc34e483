package io.assay.stats.planning;

import io.assay.stats.Bootstrap;
import io.assay.stats.Interval;
import io.assay.stats.Means;
import io.assay.stats.Multiplicity;
import io.assay.stats.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/**
 * The error of a trained labeler by the number of its training labels, error = c + a·n^−b with 0 ≤
 * c ≤ 1 and a, b ≥ 0, by least squares.
 *
 * @param c error that more labels cannot remove
 * @param a scale
 * @param b rate
 * @param squares residual sum of squares
 * @param largest largest number of labels seen
 * @param sizes different numbers of labels seen
 */
public record LearningCurve(
    double c, double a, double b, double squares, double largest, int sizes) {
  /** Sizes below which the curve is a sketch. */
  public static final int FIRM_SIZES = 5;

  /** How far beyond the largest size a prediction may reach. */
  public static final double REACH = 4;

  private static final double STEEPEST = 20;
  private static final int STARTS = 400;

  /**
   * Fits the curve. For each b the best c and a are a bounded straight-line fit, so only b is
   * searched, from every dip of a grid.
   *
   * @param n training labels of each run, above 0
   * @param error error of each run, 0 to 1
   * @return empty for fewer than three different sizes or a curve that does not fall
   */
  public static Optional<LearningCurve> fit(double[] n, double[] error) {
    Scores.check(n, error);
    int sizes = (int) Arrays.stream(n).distinct().count();
    if (sizes < 3) {
      return Optional.empty();
    }
    double smallest = Arrays.stream(n).min().orElseThrow();
    double largest = Arrays.stream(n).max().orElseThrow();
    if (!(smallest > 0)) {
      throw new IllegalArgumentException("training size " + smallest + ", must be above 0");
    }
    double[] scaled = Arrays.stream(n).map(v -> v / smallest).toArray();
    double b = bestRate(scaled, error);
    Line line = Line.through(powers(scaled, b), error);
    double flat = Line.flat(powers(scaled, b), error).squares;
    if (line.slope <= 0 || b <= 0 || flat - line.squares <= Multiplicity.SLACK) {
      return Optional.empty();
    }
    double a = line.slope * Math.pow(smallest, b);
    return Optional.of(new LearningCurve(line.offset, a, b, line.squares, largest, sizes));
  }

  /**
   * The percentile interval of the fall of the error between two numbers of labels, runs of each
   * size resampled; a resample without a curve does not fall. It tells how much hangs on which
   * posts were learned from, not on which the runs were scored on. Undefined when a size has a
   * single run.
   *
   * @param n training labels of each run
   * @param error error of each run
   * @param from training labels that there are
   * @param to training labels to predict for
   */
  public static Interval fall(
      double[] n, double[] error, double from, double to, double alpha, int replicates, long seed) {
    Scores.check(n, error);
    Map<Double, List<Double>> bySize = new LinkedHashMap<>();
    for (int i = 0; i < n.length; i++) {
      bySize.computeIfAbsent(n[i], size -> new ArrayList<>()).add(error[i]);
    }
    if (bySize.values().stream().anyMatch(runs -> runs.size() < 2)) {
      return Interval.UNDEFINED;
    }
    List<List<Double>> runs = Arrays.stream(n).mapToObj(bySize::get).toList();
    return Bootstrap.percentile(
        random -> {
          double[] drawn =
              runs.stream().mapToDouble(own -> own.get(random.nextInt(own.size()))).toArray();
          return fit(n, drawn).map(curve -> curve.predict(from) - curve.predict(to)).orElse(0.0);
        },
        alpha,
        replicates,
        seed);
  }

  private static double bestRate(double[] n, double[] error) {
    double[] rate = new double[STARTS];
    double[] squares = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      rate[i] = 1e-3 * Math.pow(STEEPEST / 1e-3, (double) i / (STARTS - 1));
      squares[i] = squaresAt(n, error, rate[i]);
    }
    double best = rate[0];
    double least = squares[0];
    for (int i = 1; i < STARTS - 1; i++) {
      if (squares[i] <= squares[i - 1] && squares[i] <= squares[i + 1]) {
        double refined = refined(n, error, rate[i - 1], rate[i], rate[i + 1]);
        double at = squaresAt(n, error, refined);
        if (at < least) {
          least = at;
          best = refined;
        }
      }
    }
    return squares[STARTS - 1] < least ? rate[STARTS - 1] : best;
  }

  private static double refined(double[] n, double[] error, double low, double start, double high) {
    return new BrentOptimizer(1e-12, 1e-14)
        .optimize(
            new MaxEval(1000),
            GoalType.MINIMIZE,
            new UnivariateObjectiveFunction(b -> squaresAt(n, error, b)),
            new SearchInterval(low, high, start))
        .getPoint();
  }

  private static double squaresAt(double[] n, double[] error, double b) {
    return Line.through(powers(n, b), error).squares;
  }

  private static double[] powers(double[] n, double b) {
    return Arrays.stream(n).map(v -> Math.pow(v, -b)).toArray();
  }

  /** A least-squares line with the offset in [0, 1] and the slope at least 0. */
  private record Line(double offset, double slope, double squares) {
    static Line through(double[] x, double[] y) {
      double meanX = Means.mean(x.length, i -> x[i]);
      double meanY = Means.mean(x.length, i -> y[i]);
      double spread = Means.sum(x.length, i -> (x[i] - meanX) * (x[i] - meanX));
      double product = Means.sum(x.length, i -> (x[i] - meanX) * (y[i] - meanY));
      double slope = spread == 0 ? 0 : product / spread;
      double offset = meanY - slope * meanX;
      if (slope <= 0) {
        return flat(x, y);
      }
      return offset >= 0 && offset <= 1
          ? of(x, y, offset, slope)
          : atBorder(x, y, offset < 0 ? 0 : 1);
    }

    static Line flat(double[] x, double[] y) {
      double mean = Means.mean(y.length, i -> y[i]);
      return of(x, y, Math.min(1, Math.max(0, mean)), 0);
    }

    private static Line atBorder(double[] x, double[] y, double offset) {
      double product = Means.sum(x.length, i -> x[i] * (y[i] - offset));
      double slope = product / Means.sum(x.length, i -> x[i] * x[i]);
      return of(x, y, offset, Math.max(0, slope));
    }

    private static Line of(double[] x, double[] y, double offset, double slope) {
      double squares = Means.sum(x.length, i -> Math.pow(y[i] - offset - slope * x[i], 2));
      return new Line(offset, slope, squares);
    }
  }

  /** The error to expect after n training labels; see {@link #isWithinReach}. */
  public double predict(double n) {
    return c + a * Math.pow(n, -b);
  }

  /** Whether n lies within four times the largest size seen, beyond which nothing is promised. */
  public boolean isWithinReach(double n) {
    return n <= REACH * largest;
  }

  /** Whether the curve rests on at least five sizes. */
  public boolean isFirm() {
    return sizes >= FIRM_SIZES;
  }

  /** Training labels for an error of {@code target}; empty when it is out of reach for any n. */
  public OptionalDouble labelsFor(double target) {
    return target <= c
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.pow(a / (target - c), 1 / b));
  }
}
