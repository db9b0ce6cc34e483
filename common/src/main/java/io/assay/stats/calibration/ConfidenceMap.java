package io.assay.stats.calibration;

import io.assay.config.CalibrationMethod;
import io.assay.stats.Floors;
import io.assay.stats.Scores;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * From the confidence that a labeler states to the share of such labels that are right, fitted on
 * labelled posts that nothing else was fitted on. No map turns the order of two posts around;
 * isotonic regression makes ties.
 *
 * @param method what was fitted
 * @param posts that it was fitted on
 * @param scale above 0 and
 * @param shift of the sigmoid σ(scale · logit(p) + shift): 1 and 0 for {@link
 *     CalibrationMethod#NONE}, 1/temperature and 0 for {@link CalibrationMethod#TEMPERATURE} (Guo
 *     et al. 2017), both free for {@link CalibrationMethod#PLATT} (Platt 1999)
 * @param isotonic with {@link CalibrationMethod#ISOTONIC} only, else without knots
 * @param brierBefore mean squared error of the stated confidences on these posts, {@code NaN}
 *     without any
 * @param brierAfter the same of the mapped ones
 */
public record ConfidenceMap(
    CalibrationMethod method,
    long posts,
    double scale,
    double shift,
    IsotonicRegression isotonic,
    double brierBefore,
    double brierAfter)
    implements Serializable {
  private static final double LEAST = 1e-6;
  private static final IsotonicRegression NO_KNOTS = new IsotonicRegression(List.of(), List.of());

  /**
   * Fits a map. Below 15 posts, and where surer labels are not more often right, nothing is mapped;
   * isotonic regression gives way to Platt's sigmoid below 1,000 posts.
   *
   * @param confidence stated for each post, 0 to 1
   * @param right 1 where the label was right, else 0
   */
  public static ConfidenceMap fit(CalibrationMethod wanted, double[] confidence, double[] right) {
    Scores.check(confidence, right);
    int n = confidence.length;
    ConfidenceMap fitted =
        of(n < Floors.GOLD_FOR_INTERVAL ? CalibrationMethod.NONE : wanted, confidence, right);
    return new ConfidenceMap(
        fitted.method,
        n,
        fitted.scale,
        fitted.shift,
        fitted.isotonic,
        Calibration.of(confidence, right).brier(),
        Calibration.of(Arrays.stream(confidence).map(fitted::apply).toArray(), right).brier());
  }

  private static ConfidenceMap of(CalibrationMethod wanted, double[] confidence, double[] right) {
    double[] logits = Arrays.stream(confidence).map(ConfidenceMap::logit).toArray();
    return switch (wanted) {
      case NONE -> sigmoid(CalibrationMethod.NONE, 1, 0);
      case TEMPERATURE -> sigmoid(CalibrationMethod.TEMPERATURE, 1 / temperature(logits, right), 0);
      case PLATT -> platt(logits, right);
      case ISOTONIC ->
          confidence.length < Floors.POSTS_FOR_ISOTONIC
              ? of(CalibrationMethod.PLATT, confidence, right)
              : new ConfidenceMap(
                  CalibrationMethod.ISOTONIC,
                  0,
                  1,
                  0,
                  IsotonicRegression.fit(confidence, right),
                  0,
                  0);
    };
  }

  private static ConfidenceMap platt(double[] logits, double[] right) {
    if (Arrays.stream(logits).distinct().count() == 1) {
      // Slope and offset cannot be told apart: the one confidence becomes the smoothed share.
      double share = (Arrays.stream(right).sum() + 1) / (right.length + 2);
      return sigmoid(CalibrationMethod.PLATT, 1, logit(share) - logits[0]);
    }
    PlattScaling platt = PlattScaling.fit(logits, right);
    return platt.a() < 0
        ? sigmoid(CalibrationMethod.PLATT, -platt.a(), -platt.b())
        : sigmoid(CalibrationMethod.NONE, 1, 0);
  }

  private static ConfidenceMap sigmoid(CalibrationMethod method, double scale, double shift) {
    return new ConfidenceMap(method, 0, scale, shift, NO_KNOTS, 0, 0);
  }

  /** As a problem of two classes, right and wrong, with the logits of the confidence and 0. */
  private static double temperature(double[] logits, double[] right) {
    double[][] classes =
        Arrays.stream(logits).mapToObj(z -> new double[] {0, z}).toArray(double[][]::new);
    int[] truth = IntStream.range(0, right.length).map(i -> right[i] > 0 ? 1 : 0).toArray();
    return TemperatureScaling.fit(classes, truth).temperature();
  }

  /** The mapped confidence, 0 to 1. */
  public double apply(double confidence) {
    return switch (method) {
      case NONE -> confidence;
      case TEMPERATURE, PLATT -> 1 / (1 + Math.exp(-(scale * logit(confidence) + shift)));
      case ISOTONIC -> isotonic.predict(confidence);
    };
  }

  /** What was done, in a sentence. */
  public String sentence(CalibrationMethod wanted) {
    if (posts < Floors.GOLD_FOR_INTERVAL) {
      return "Its confidences are not calibrated: part calibrate has %d posts that it is sure of to some degree, and %d are needed."
          .formatted(posts, Floors.GOLD_FOR_INTERVAL);
    }
    if (method == CalibrationMethod.NONE && wanted != CalibrationMethod.NONE) {
      return "Its confidences are not calibrated: on part calibrate the labels that it is surer of are not more often right.";
    }
    String instead =
        method == wanted
            ? ""
            : " (%s needs %,d posts)".formatted(name(wanted), Floors.POSTS_FOR_ISOTONIC);
    return String.format(
        Locale.ROOT,
        "Its confidences are calibrated by %s%s on %d posts: Brier score %.3f before, %.3f after.",
        name(method),
        instead,
        posts,
        brierBefore,
        brierAfter);
  }

  private static String name(CalibrationMethod method) {
    return switch (method) {
      case NONE -> "nothing";
      case TEMPERATURE -> "a temperature";
      case PLATT -> "Platt scaling";
      case ISOTONIC -> "isotonic regression";
    };
  }

  private static double logit(double p) {
    double inside = Math.min(1 - LEAST, Math.max(LEAST, p));
    return Math.log(inside / (1 - inside));
  }
}
