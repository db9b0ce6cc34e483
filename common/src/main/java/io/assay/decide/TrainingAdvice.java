package io.assay.decide;

import io.assay.config.Task;
import io.assay.decide.Decision.TrainingGain;
import io.assay.decide.Decision.TrainingLabels;
import io.assay.decide.TrainingRuns.Run;
import io.assay.stats.Floors;
import io.assay.stats.Interval;
import io.assay.stats.planning.LearningCurve;
import org.jspecify.annotations.Nullable;

/**
 * Whether to buy more labels to learn from, by the labeler's learning curve at twice as many. The
 * curve is measured on part tune, which also chose the labeler's parameters: its level is a little
 * too good, its slope is what counts.
 */
final class TrainingAdvice {
  private static final double ALPHA = 0.05;

  /** A fall of the error that nobody would pay for. */
  private static final double NEGLIGIBLE = 0.005;

  private static final int RESAMPLES = 500;
  private static final long SEED = 1;

  private final Question question;

  TrainingAdvice(Question question) {
    this.question = question;
  }

  /** The advice for one labeler. */
  TrainingLabels of(TrainingRuns training) {
    String obstacle = obstacle(training);
    if (obstacle != null) {
      return advice(training, "not-known", null, obstacle);
    }
    return LearningCurve.fit(sizes(training), errors(training))
        .map(curve -> by(curve, training))
        .orElseGet(
            () ->
                advice(
                    training,
                    "will-not-help",
                    null,
                    "the error does not fall with the number of labels"));
  }

  private static TrainingLabels advice(
      TrainingRuns training, String advice, @Nullable TrainingGain gain, String note) {
    return new TrainingLabels(training.labeler(), advice, training.n(), gain, note);
  }

  /** Why no curve may be read from the runs, null if one may. */
  private static @Nullable String obstacle(TrainingRuns training) {
    if (training.runs().isEmpty()) {
      return "no learning curve was measured; ask for one by learning_curve in the task file";
    }
    long sizes = training.runs().stream().map(Run::n).distinct().count();
    if (sizes < LearningCurve.FIRM_SIZES) {
      return "it learned from %d different numbers of labels; a curve needs %d"
          .formatted(sizes, LearningCurve.FIRM_SIZES);
    }
    long scored = training.runs().stream().mapToLong(Run::scored).min().orElse(0);
    return scored < Floors.GOLD_FOR_FIRM_STATEMENT
        ? "part tune has %d gold posts to measure on; it takes %d"
            .formatted(scored, Floors.GOLD_FOR_FIRM_STATEMENT)
        : null;
  }

  private TrainingLabels by(LearningCurve curve, TrainingRuns training) {
    TrainingGain gain = gain(curve, training);
    Double upper = gain.upper();
    if (gain.error() - gain.errorThen() < NEGLIGIBLE) {
      return advice(training, "will-not-help", gain, "the curve is flat by now");
    }
    return upper != null && gain.error() - upper >= NEGLIGIBLE
        ? advice(training, "helps", gain, "twice as many labels lower the error")
        : advice(
            training, "not-known", gain, "the fall of the curve is within the noise of its runs");
  }

  private TrainingGain gain(LearningCurve curve, TrainingRuns training) {
    double labels = (double) training.n();
    double then = Math.min(2 * labels, LearningCurve.REACH * curve.largest());
    long more = (long) (then - labels);
    double error = curve.predict(labels);
    Interval fall =
        LearningCurve.fall(sizes(training), errors(training), labels, then, ALPHA, RESAMPLES, SEED);
    return new TrainingGain(
        error,
        more,
        curve.predict(then),
        fall.isDefined() ? error - fall.upper() : null,
        fall.isDefined() ? error - fall.lower() : null,
        question.goldUsd(more),
        question.goldHours(more),
        moreForBar(curve, labels));
  }

  private @Nullable Long moreForBar(LearningCurve curve, double n) {
    double error = 1 - question.bar().atLeast();
    boolean over = question.bar().metric() == Task.Bar.Metric.ACCURACY;
    if (!over || curve.predict(n) <= error) {
      return null;
    }
    double needed = curve.labelsFor(error).orElse(Double.POSITIVE_INFINITY);
    return curve.isWithinReach(needed) ? (Long) (long) (Math.ceil(needed) - n) : null;
  }

  private static double[] sizes(TrainingRuns training) {
    return training.runs().stream().mapToDouble(Run::n).toArray();
  }

  private static double[] errors(TrainingRuns training) {
    return training.runs().stream().mapToDouble(Run::error).toArray();
  }
}
