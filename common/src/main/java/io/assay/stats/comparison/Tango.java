package io.assay.stats.comparison;

import io.assay.stats.Interval;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/** The score interval of a paired difference of proportions (Tango 1998). */
final class Tango {
  private static final BrentSolver SOLVER = new BrentSolver(1e-15, 1e-15, 1e-15);

  private final double n;
  private final double b;
  private final double c;
  private final double z;

  private Tango(double n, double b, double c, double z) {
    this.n = n;
    this.b = b;
    this.c = c;
    this.z = z;
  }

  /** The interval from b pairs only A has right, c only B has right, of n. */
  static Interval of(long n, long b, long c, double z) {
    if (n == 0) {
      return new Interval(-1, 1);
    }
    if (b == 0 && c == 0) {
      double half = z * z / (n + z * z);
      return new Interval(-half, half);
    }
    return new Interval(-new Tango(n, c, b, z).upper(), new Tango(n, b, c, z).upper());
  }

  /** The root above the estimate. */
  private double upper() {
    if (b == n) {
      return 1;
    }
    if (c == n) {
      return (z * z - n) / (z * z + n);
    }
    return SOLVER.findRoot(this::scoreExcess, (b - c) / n, 1);
  }

  /** b − c − nΔ + z·sd(Δ): positive between the estimate and the upper limit, negative above. */
  private double scoreExcess(double delta) {
    double quadratic = -b - c + (2 * n - b + c) * delta;
    double constant = -c * delta * (1 - delta);
    double root = Math.sqrt(Math.max(0, quadratic * quadratic - 8 * n * constant));
    double q = (root - quadratic) / (4 * n);
    double variance = n * (2 * q + delta * (1 - delta));
    return b - c - n * delta + z * Math.sqrt(Math.max(0, variance));
  }
}
