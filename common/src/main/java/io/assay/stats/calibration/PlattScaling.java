package io.assay.stats.calibration;

import io.assay.stats.Means;
import io.assay.stats.Scores;

/**
 * A sigmoid of a score, p = 1/(1+exp(a·s+b)), fitted without penalty to smoothed targets (Platt
 * 1999) by Newton's method (Lin, Lin and Weng 2007).
 *
 * @param a slope, negative when higher scores are surer
 * @param b offset
 */
public record PlattScaling(double a, double b) {
  private static final int ROUNDS = 200;
  private static final double CONVERGED = 1e-13;
  private static final double RIDGE = 1e-12;

  /**
   * Fits slope and offset.
   *
   * @param score one a post
   * @param outcome one a post, 1 or 0
   * @return {@code NaN} for both without posts
   */
  public static PlattScaling fit(double[] score, double[] outcome) {
    Scores.check(score, outcome);
    int n = score.length;
    if (n == 0) {
      return new PlattScaling(Double.NaN, Double.NaN);
    }
    double positive = Means.sum(n, i -> outcome[i]);
    double negative = n - positive;
    double high = (positive + 1) / (positive + 2);
    double low = 1 / (negative + 2);
    double[] target = new double[n];
    for (int i = 0; i < n; i++) {
      target[i] = outcome[i] > 0 ? high : low;
    }
    PlattScaling fit = new PlattScaling(0, Math.log((negative + 1) / (positive + 1)));
    for (int round = 0; round < ROUNDS; round++) {
      PlattScaling next = fit.newtonStep(score, target);
      if (Math.abs(next.a - fit.a) + Math.abs(next.b - fit.b) < CONVERGED) {
        return next;
      }
      fit = next;
    }
    return fit;
  }

  private PlattScaling newtonStep(double[] score, double[] target) {
    double haa = RIDGE;
    double hbb = RIDGE;
    double hab = 0;
    double ga = 0;
    double gb = 0;
    for (int i = 0; i < score.length; i++) {
      double p = probability(score[i]);
      double curvature = p * (1 - p);
      haa += score[i] * score[i] * curvature;
      hbb += curvature;
      hab += score[i] * curvature;
      ga += score[i] * (target[i] - p);
      gb += target[i] - p;
    }
    double determinant = haa * hbb - hab * hab;
    double stepA = -(hbb * ga - hab * gb) / determinant;
    double stepB = -(haa * gb - hab * ga) / determinant;
    return lineSearch(score, target, stepA, stepB);
  }

  /** Halves the step until the loss does not rise. */
  private PlattScaling lineSearch(double[] score, double[] target, double stepA, double stepB) {
    double loss = loss(score, target);
    for (double size = 1; size > 1e-10; size /= 2) {
      PlattScaling next = new PlattScaling(a + size * stepA, b + size * stepB);
      if (next.loss(score, target) <= loss) {
        return next;
      }
    }
    return this;
  }

  /** Cross-entropy, in the form that does not overflow. */
  private double loss(double[] score, double[] target) {
    return Means.sum(
        score.length,
        i -> {
          double x = a * score[i] + b;
          double softplus = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
          return softplus - (1 - target[i]) * x;
        });
  }

  /** The calibrated probability of a score. */
  public double probability(double score) {
    return 1 / (1 + Math.exp(a * score + b));
  }
}
