package io.assay.stats.monitoring;

import io.assay.stats.Means;
import io.assay.stats.Quantiles;
import java.util.stream.IntStream;

/**
 * How far the counts of a new run have moved from those of a reference run over the same frozen
 * bins. With an empty run everything is {@code NaN}; with a bin empty in one run alone the
 * population stability index and the divergence are infinite, see {@link #smoothed}.
 */
public final class Drift {
  private final double[] reference;
  private final double[] current;
  private final double n;
  private final double m;

  private Drift(double[] reference, double[] current) {
    if (reference.length != current.length) {
      throw new IllegalArgumentException(
          reference.length + " reference bins but " + current.length + " new bins");
    }
    this.reference = reference.clone();
    this.current = current.clone();
    n = total(reference);
    m = total(current);
  }

  private static double total(double[] counts) {
    for (double count : counts) {
      if (!(count >= 0)) {
        throw new IllegalArgumentException("count " + count + " of a bin must be at least 0");
      }
    }
    return Means.sum(counts.length, i -> counts[i]);
  }

  /**
   * The drift between two runs.
   *
   * @param reference count of each bin in the reference run
   * @param current count of each bin in the new run
   */
  public static Drift of(double[] reference, double[] current) {
    return new Drift(reference, current);
  }

  /** The same with a pseudo-count in every bin of both runs; still undefined if a run is empty. */
  public Drift smoothed(double pseudoCount) {
    if (isUndefined()) {
      return this;
    }
    return new Drift(plus(reference, pseudoCount), plus(current, pseudoCount));
  }

  private static double[] plus(double[] counts, double pseudoCount) {
    return IntStream.range(0, counts.length).mapToDouble(i -> counts[i] + pseudoCount).toArray();
  }

  private interface Term {
    double at(double p, double q);
  }

  /** Population stability index, Σ(q−p)ln(q/p). */
  public double psi() {
    return sum((p, q) -> p == q ? 0 : (q - p) * Math.log(q / p));
  }

  /**
   * What the index reaches in 1 of 20 runs without drift (Yurdakul and Naranjo 2020); {@code NaN}
   * for one bin.
   */
  public double psiNull95() {
    return (1 / n + 1 / m) * Quantiles.chiSquare95(degreesOfFreedom());
  }

  /** Kullback–Leibler divergence of the new run from the reference, in nats. */
  public double kullbackLeibler() {
    return notBelowZero(sum((p, q) -> divergence(q, p)));
  }

  /** Jensen–Shannon divergence, 0 to ln 2. */
  public double jensenShannonNats() {
    return notBelowZero(
        sum((p, q) -> (divergence(p, (p + q) / 2) + divergence(q, (p + q) / 2)) / 2));
  }

  /** Jensen–Shannon divergence, 0 to 1. */
  public double jensenShannonBits() {
    return jensenShannonNats() / Math.log(2);
  }

  /** Square root of the divergence in bits, 0 to 1: a metric. */
  public double jensenShannonDistance() {
    return Math.sqrt(jensenShannonBits());
  }

  /** Half the sum of absolute differences, 0 to 1: the effect size to raise an alarm on. */
  public double totalVariation() {
    return sum((p, q) -> Math.abs(p - q)) / 2;
  }

  /** Hellinger distance, 0 to 1. */
  public double hellinger() {
    return Math.sqrt(sum((p, q) -> Math.pow(Math.sqrt(p) - Math.sqrt(q), 2)) / 2);
  }

  /** χ² of the 2 × bins table, without correction. */
  public double chiSquare() {
    double harmonic = n * m / (n + m);
    return harmonic * sum((p, q) -> p == q ? 0 : (p - q) * (p - q) / ((n * p + m * q) / (n + m)));
  }

  /** Bins that are not empty in both runs, minus one. */
  public int degreesOfFreedom() {
    long used =
        IntStream.range(0, reference.length).filter(i -> reference[i] + current[i] > 0).count();
    return (int) Math.max(0, used - 1);
  }

  /** p-value of χ², 1 for one bin. */
  public double chiSquareP() {
    if (isUndefined()) {
      return Double.NaN;
    }
    return degreesOfFreedom() == 0 ? 1 : Quantiles.chiSquareTail(chiSquare(), degreesOfFreedom());
  }

  /** √(χ²/(n+m)), 0 to 1. */
  public double cramersV() {
    return Math.sqrt(chiSquare() / (n + m));
  }

  private double sum(Term term) {
    return isUndefined()
        ? Double.NaN
        : Means.sum(reference.length, i -> term.at(reference[i] / n, current[i] / m));
  }

  private boolean isUndefined() {
    return n == 0 || m == 0;
  }

  private static double divergence(double p, double q) {
    return p == 0 ? 0 : p * Math.log(p / q);
  }

  private static double notBelowZero(double value) {
    return value < 0 ? 0 : value;
  }
}
