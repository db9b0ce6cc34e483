package io.assay.stats.calibration;

import io.assay.stats.Scores;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The best non-decreasing fit, by pooling adjacent violators. Equal x are pooled first by their
 * weighted mean; between knots the fit is linear, outside it is constant. Spark ML gives the same
 * numbers.
 *
 * @param knots ascending x
 * @param values fitted value at each knot, non-decreasing
 */
public record IsotonicRegression(List<Double> knots, List<Double> values) implements Serializable {

  /** Copies the lists. */
  public IsotonicRegression {
    knots = List.copyOf(knots);
    values = List.copyOf(values);
  }

  /** Fits with weight 1 for every post. */
  public static IsotonicRegression fit(double[] x, double[] y) {
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return fit(x, y, ones);
  }

  /**
   * Fits with weights.
   *
   * @param x predictor of each post
   * @param y outcome of each post
   * @param weight of each post, at least 0; posts of weight 0 are left out
   */
  public static IsotonicRegression fit(double[] x, double[] y, double[] weight) {
    Scores.check(x, y);
    Scores.check(x, weight);
    Map<Double, Block> pooled = new TreeMap<>();
    for (int i = 0; i < x.length; i++) {
      if (weight[i] < 0) {
        throw new IllegalArgumentException("weight " + weight[i] + " of post " + i + " is below 0");
      }
      if (weight[i] > 0) {
        // −0.0 + 0.0 is 0.0, so that both zeros are one knot.
        pooled.merge(x[i] + 0.0, new Block(weight[i], weight[i] * y[i], 1), Block::plus);
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (Block point : pooled.values()) {
      Block block = new Block(point.weight, point.sum, 1);
      while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).mean() >= block.mean()) {
        block = blocks.remove(blocks.size() - 1).plus(block);
      }
      blocks.add(block);
    }
    List<Double> values = new ArrayList<>();
    for (Block block : blocks) {
      values.addAll(Collections.nCopies(block.knots, block.mean()));
    }
    return new IsotonicRegression(List.copyOf(pooled.keySet()), values);
  }

  private record Block(double weight, double sum, int knots) {
    Block plus(Block next) {
      return new Block(weight + next.weight, sum + next.sum, knots + next.knots);
    }

    double mean() {
      return sum / weight;
    }
  }

  /** The fit at x, {@code NaN} if nothing was fitted. */
  public double predict(double x) {
    int last = knots.size() - 1;
    if (last < 0 || Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x <= knots.get(0)) {
      return values.get(0);
    }
    if (x >= knots.get(last)) {
      return values.get(last);
    }
    int at = Collections.binarySearch(knots, x + 0.0);
    if (at >= 0) {
      return values.get(at);
    }
    int right = -at - 1;
    double from = knots.get(right - 1);
    double share = (x - from) / (knots.get(right) - from);
    return values.get(right - 1) + share * (values.get(right) - values.get(right - 1));
  }
}
