package io.assay.stats;

import org.apache.commons.rng.UniformRandomProvider;

/** Binomial and multinomial draws for simulations, by inversion from the mode outwards. */
final class BinomialDraws {
  private BinomialDraws() {}

  static long binomial(long n, double p, UniformRandomProvider random) {
    if (n == 0 || p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return n;
    }
    long mode = (long) Math.min((double) n, Math.floor((n + 1.0) * p));
    double odds = p / (1 - p);
    double up = BinomialTail.exactly(mode, n, p);
    double down = up;
    double left = random.nextDouble() - up;
    for (long step = 1; left > 0 && (mode + step <= n || step <= mode); step++) {
      up *= Math.max(0, n - mode - step + 1) * odds / (mode + step);
      down = step <= mode ? down * (mode - step + 1) / ((n - mode + step) * odds) : 0;
      left -= up;
      if (left <= 0) {
        return mode + step;
      }
      left -= down;
      if (left <= 0) {
        return mode - step;
      }
    }
    return mode;
  }

  static long[] multinomial(long n, double[] p, UniformRandomProvider random) {
    long[] drawn = new long[p.length];
    long left = n;
    double mass = 1;
    for (int k = 0; k < p.length; k++) {
      drawn[k] = k == p.length - 1 ? left : binomial(left, Math.min(1, p[k] / mass), random);
      left -= drawn[k];
      mass -= p[k];
    }
    return drawn;
  }
}
