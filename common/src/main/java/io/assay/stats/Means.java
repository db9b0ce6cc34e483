package io.assay.stats;

import java.util.function.IntToDoubleFunction;
import org.apache.commons.numbers.core.Sum;

/** Compensated means and sums. */
public final class Means {
  private Means() {}

  /** Sum of the values at 0 … n−1. */
  public static double sum(int n, IntToDoubleFunction value) {
    Sum sum = Sum.create();
    for (int i = 0; i < n; i++) {
      sum.add(value.applyAsDouble(i));
    }
    return sum.getAsDouble();
  }

  /** Mean of the values at 0 … n−1, {@code NaN} when n is 0. */
  public static double mean(int n, IntToDoubleFunction value) {
    return sum(n, value) / n;
  }

  /** Mean of the values that are not {@code NaN}, {@code NaN} if there is none. */
  static double defined(int n, IntToDoubleFunction value) {
    Sum sum = Sum.create();
    int defined = 0;
    for (int i = 0; i < n; i++) {
      double v = value.applyAsDouble(i);
      if (!Double.isNaN(v)) {
        sum.add(v);
        defined++;
      }
    }
    return sum.getAsDouble() / defined;
  }
}
