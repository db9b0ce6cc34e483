package io.assay.stats.monitoring;

import java.util.Arrays;
import java.util.List;

/**
 * Bins of a number, cut once on a reference run and kept, so that later runs can be compared by
 * {@link Drift}.
 *
 * @param edges ascending; bin 0 is under the first edge, then (edge, edge], then over the last one
 */
public record FrozenBins(List<Double> edges) {

  /** Checks the order of the edges. */
  public FrozenBins {
    edges = List.copyOf(edges);
    for (int i = 1; i < edges.size(); i++) {
      if (edges.get(i) <= edges.get(i - 1)) {
        throw new IllegalArgumentException("bin edges " + edges + " must rise");
      }
    }
  }

  /**
   * Cuts between the smallest and the largest value at equal shares of the reference; equal cuts
   * are one.
   *
   * @param reference values of the reference run, {@code NaN} for missing
   * @param bins bins wanted between the smallest and the largest value
   */
  public static FrozenBins of(double[] reference, int bins) {
    double[] sorted = Arrays.stream(reference).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length == 0 || bins < 1) {
      throw new IllegalArgumentException(
          bins + " bins from " + sorted.length + " values, both must be at least 1");
    }
    // Just under the smallest value, so that the value itself is inside.
    double[] cuts = new double[bins + 1];
    cuts[0] = Math.nextDown(sorted[0]);
    for (int b = 1; b <= bins; b++) {
      cuts[b] = sorted[(int) Math.ceil((double) b * sorted.length / bins) - 1];
    }
    return new FrozenBins(Arrays.stream(cuts).distinct().boxed().toList());
  }

  /**
   * Counts of a run: under, the bins, over, missing.
   *
   * @param values {@code NaN} for missing
   */
  public double[] count(double[] values) {
    double[] counts = new double[edges.size() + 2];
    for (double value : values) {
      counts[Double.isNaN(value) ? edges.size() + 1 : bin(value)]++;
    }
    return counts;
  }

  private int bin(double value) {
    int bin = 0;
    while (bin < edges.size() && value > edges.get(bin)) {
      bin++;
    }
    return bin;
  }
}
