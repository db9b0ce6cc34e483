package io.assay.stats;

/** Tells numbers from what only looks like them. */
public final class Finite {
  private Finite() {}

  /**
   * Whether none of the values is infinite or no number; called once a post, so without a stream.
   */
  public static boolean all(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
