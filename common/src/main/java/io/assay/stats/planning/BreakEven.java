package io.assay.stats.planning;

/**
 * The corpus size at which two labelers cost the same.
 *
 * @param items posts, {@code NaN} when one of them is cheaper (or they tie) at every size
 * @param below the cheaper one below that size
 * @param above the cheaper one above it
 */
public record BreakEven(double items, Cheaper below, Cheaper above) {
  /** Which of two labelers costs less. */
  public enum Cheaper {
    /** The first. */
    A,
    /** The second. */
    B,
    /** Neither. */
    TIE
  }

  /** The costs of a labeler in one currency: fixed, and of each post. */
  public record Cost(double fixed, double marginal) {}

  /** Compares two labelers. */
  public static BreakEven of(Cost a, Cost b) {
    double items = (b.fixed - a.fixed) / (a.marginal - b.marginal);
    if (items > 0 && !Double.isInfinite(items)) {
      return new BreakEven(items, less(a.fixed, b.fixed), less(a.marginal, b.marginal));
    }
    Cheaper byFixed = less(a.fixed, b.fixed);
    Cheaper always = byFixed == Cheaper.TIE ? less(a.marginal, b.marginal) : byFixed;
    return new BreakEven(Double.NaN, always, always);
  }

  private static Cheaper less(double a, double b) {
    if (a == b) {
      return Cheaper.TIE;
    }
    return a < b ? Cheaper.A : Cheaper.B;
  }
}
