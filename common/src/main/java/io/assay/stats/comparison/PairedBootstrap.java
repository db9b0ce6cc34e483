package io.assay.stats.comparison;

import io.assay.stats.BinomialTail;
import io.assay.stats.Interval;
import io.assay.stats.Means;
import io.assay.stats.Multiplicity;
import io.assay.stats.Quantiles;

/**
 * The percentile bootstrap of a paired difference, in the limit of endlessly many resamples: the
 * resampled table is multinomial, so the distribution of the difference is a sum and needs no
 * simulation.
 *
 * @param difference A minus B
 * @param interval percentile interval; of zero width when no pair is discordant, use {@link
 *     PairedComparison#bonettPrice} then
 * @param probabilityAtMostZero share of resamples in which A is not ahead
 */
public record PairedBootstrap(double difference, Interval interval, double probabilityAtMostZero) {
  private static final double NEGLIGIBLE = 1e-20;

  /** Discordant pairs beyond which the difference is taken as normal. */
  private static final long MANY = 200_000;

  /**
   * The bootstrap of a pair table.
   *
   * @param aOnly posts that only A has right
   * @param bOnly posts that only B has right
   * @param n posts compared
   */
  public static PairedBootstrap of(long aOnly, long bOnly, long n, double alpha) {
    if (aOnly < 0 || bOnly < 0 || aOnly + bOnly > n) {
      throw new IllegalArgumentException(
          "discordant counts " + aOnly + " and " + bOnly + " of " + n);
    }
    double tail = Quantiles.checkedAlpha(alpha) / 2;
    double difference = n == 0 ? Double.NaN : ((double) aOnly - bOnly) / n;
    if (n == 0) {
      return new PairedBootstrap(difference, Interval.UNDEFINED, Double.NaN);
    }
    if (aOnly + bOnly == 0) {
      return new PairedBootstrap(0, new Interval(0, 0), 1);
    }
    if (aOnly + bOnly > MANY) {
      return normal(aOnly, bOnly, n, alpha);
    }
    double[] probability = new Resampled(aOnly, bOnly, n).distribution();
    int most = probability.length / 2;
    Interval interval =
        new Interval(
            (double) (quantile(probability, tail) - most) / n,
            (double) (quantile(probability, 1 - tail) - most) / n);
    return new PairedBootstrap(
        difference, interval, Math.min(1, Means.sum(most + 1, i -> probability[i])));
  }

  private static PairedBootstrap normal(long b, long c, long n, double alpha) {
    double d = ((double) b - c) / n;
    double se = Math.sqrt((((double) b + c) / n - d * d) / n);
    double z = se == 0 ? Double.POSITIVE_INFINITY : d / se;
    return new PairedBootstrap(
        d, Interval.around(d, Quantiles.z(alpha) * se).asDifference(), Quantiles.normalTail(z));
  }

  /** The least position at which the distribution reaches q. */
  private static int quantile(double[] probability, double q) {
    double sum = 0;
    for (int i = 0; i < probability.length; i++) {
      sum += probability[i];
      if (sum >= q - Multiplicity.SLACK) {
        return i;
      }
    }
    return probability.length - 1;
  }

  /** d discordant pairs are drawn, Bin(n, (b+c)/n); of them A wins Bin(d, b/(b+c)). */
  private record Resampled(long b, long c, long n) {

    /** The probabilities of a win margin of −most … most. */
    double[] distribution() {
      double psi = (double) (b + c) / n;
      int most = (int) mostDiscordant(psi);
      double[] probability = new double[2 * most + 1];
      for (int d = (int) leastDiscordant(psi); d <= most; d++) {
        double weight = BinomialTail.exactly(d, n, psi);
        if (weight > NEGLIGIBLE) {
          addWins(probability, d, weight, most);
        }
      }
      return probability;
    }

    private double spread(double psi) {
      return 10 * Math.sqrt(n * psi * (1 - psi)) + 50;
    }

    private double mostDiscordant(double psi) {
      return Math.min((double) n, Math.ceil(n * psi + spread(psi)));
    }

    private double leastDiscordant(double psi) {
      return Math.max(0, Math.floor(n * psi - spread(psi)));
    }

    /** Walks from the mode of Bin(d, p) outwards by the ratio of neighbours. */
    private void addWins(double[] probability, int d, double weight, int most) {
      double p = (double) b / (b + c);
      int mode = (int) Math.min(d, Math.floor((d + 1.0) * p));
      double peak = weight * BinomialTail.exactly(mode, d, p);
      double mass = peak;
      for (int wins = mode; wins <= d && mass > NEGLIGIBLE; wins++) {
        probability[most + 2 * wins - d] += mass;
        mass *= (d - wins) * p / ((wins + 1) * (1 - p));
      }
      mass = peak;
      for (int wins = mode; wins > 0 && mass > NEGLIGIBLE; wins--) {
        mass *= wins * (1 - p) / ((d - wins + 1) * p);
        probability[most + 2 * (wins - 1) - d] += mass;
      }
    }
  }
}
