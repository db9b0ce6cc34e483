package io.assay.stats;

/**
 * The limits of a confidence interval.
 *
 * @param lower lower limit, {@code NaN} where there is none
 * @param upper upper limit, at least {@code lower}, {@code NaN} where there is none
 */
public record Interval(double lower, double upper) {
  /** No interval. */
  public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

  /**
   * Checks the order of the limits.
   *
   * @throws IllegalArgumentException if the lower limit is above the upper one
   */
  public Interval {
    if (lower > upper) {
      throw new IllegalArgumentException("interval: lower " + lower + " is above upper " + upper);
    }
  }

  /** The interval centre ± halfWidth; undefined when either is. */
  public static Interval around(double centre, double halfWidth) {
    return Double.isNaN(centre) || Double.isNaN(halfWidth)
        ? UNDEFINED
        : new Interval(centre - halfWidth, centre + halfWidth);
  }

  /** Whether both limits exist. */
  public boolean isDefined() {
    return !Double.isNaN(lower) && !Double.isNaN(upper);
  }

  /** Whether the value lies between the limits, limits included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Upper minus lower limit. */
  public double width() {
    return upper - lower;
  }

  /** The same interval cut to [least, greatest]. */
  public Interval clippedTo(double least, double greatest) {
    return isDefined()
        ? new Interval(clip(lower, least, greatest), clip(upper, least, greatest))
        : UNDEFINED;
  }

  private static double clip(double value, double least, double greatest) {
    return Math.min(greatest, Math.max(least, value));
  }

  /** Cut to [0, 1], for probabilities. */
  public Interval asProbability() {
    return clippedTo(0, 1);
  }

  /** Cut to [-1, 1], for differences of probabilities. */
  public Interval asDifference() {
    return clippedTo(-1, 1);
  }

  /** Both limits times a factor of at least 0. */
  public Interval times(double factor) {
    return isDefined() ? new Interval(lower * factor, upper * factor) : UNDEFINED;
  }

  /** The interval of the negated quantity. */
  public Interval negated() {
    return isDefined() ? new Interval(-upper, -lower) : UNDEFINED;
  }
}
