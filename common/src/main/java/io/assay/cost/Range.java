package io.assay.cost;

/**
 * An amount that is not known yet.
 *
 * @param low it will hardly be less
 * @param expected the best single guess
 * @param high it will hardly be more
 */
public record Range(double low, double expected, double high) {
  /** Nothing, for sure. */
  public static final Range ZERO = exactly(0);

  /**
   * How far a rate that was measured once may be off either way: that much differs between two runs
   * on machines with neighbours.
   */
  private static final double ONE_MEASUREMENT = 1.5;

  public Range {
    if (!(0 <= low && low <= expected && expected <= high && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "no range from %s over %s to %s".formatted(low, expected, high));
    }
  }

  /** What is known. */
  public static Range exactly(double amount) {
    return new Range(amount, amount, amount);
  }

  /** What follows from a rate that was measured once. */
  public static Range measured(double amount) {
    return new Range(amount / ONE_MEASUREMENT, amount, amount * ONE_MEASUREMENT);
  }

  /** Both together, neither being known. */
  public Range plus(Range other) {
    return new Range(low + other.low, expected + other.expected, high + other.high);
  }

  /** So many of them. */
  public Range times(double factor) {
    return new Range(low * factor, expected * factor, high * factor);
  }

  /** The same where more than this is not possible. */
  public Range atMost(double cap) {
    return new Range(Math.min(low, cap), Math.min(expected, cap), Math.min(high, cap));
  }

  /** Whether an amount is what was foretold. */
  public boolean contains(double amount) {
    return low <= amount && amount <= high;
  }
}
