package io.assay.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts of posts by gold label and predicted label. Posts without a prediction (abstained or
 * failed) have a column of their own: they are never right, and they count against recall.
 *
 * <p>Metrics are {@code NaN} where they are 0/0.
 */
public final class ConfusionTable {
  private final List<String> labels;
  private final long[][] counts;
  private final long[] unanswered;

  private ConfusionTable(List<String> labels, long[][] counts, long[] unanswered) {
    this.labels = List.copyOf(labels);
    this.counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    this.unanswered = unanswered.clone();
    check();
  }

  private void check() {
    int k = labels.size();
    if (counts.length != k || unanswered.length != k) {
      throw new IllegalArgumentException(
          "confusion table of " + counts.length + " rows for " + k + " labels");
    }
    for (long[] row : counts) {
      if (row.length != k || Arrays.stream(row).anyMatch(c -> c < 0)) {
        throw new IllegalArgumentException(
            "confusion row " + Arrays.toString(row) + " must hold " + k + " counts of at least 0");
      }
    }
    if (Arrays.stream(unanswered).anyMatch(c -> c < 0)) {
      throw new IllegalArgumentException("unanswered counts below 0");
    }
  }

  /**
   * The table of posts that all have a prediction.
   *
   * @param counts gold label × predicted label, both in the order of {@code labels}
   */
  public static ConfusionTable of(List<String> labels, long[][] counts) {
    return new ConfusionTable(labels, counts, new long[labels.size()]);
  }

  /**
   * The table with posts that have no prediction.
   *
   * @param counts gold label × predicted label, both in the order of {@code labels}
   * @param unanswered by gold label, posts with no predicted label
   */
  public static ConfusionTable of(List<String> labels, long[][] counts, long[] unanswered) {
    return new ConfusionTable(labels, counts, unanswered);
  }

  /** The labels, in the order of rows and columns. */
  public List<String> labels() {
    return labels;
  }

  /** Number of labels. */
  public int size() {
    return labels.size();
  }

  /** Posts with this gold label and this predicted label, by position. */
  public long count(int gold, int predicted) {
    return counts[gold][predicted];
  }

  /** Posts with this gold label and no prediction, by position. */
  public long unanswered(int gold) {
    return unanswered[gold];
  }

  /** All posts. */
  public long n() {
    long sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += gold(i);
    }
    return sum;
  }

  /** Posts that have a prediction. */
  public long answered() {
    return n() - Arrays.stream(unanswered).sum();
  }

  /** Posts whose prediction is their gold label. */
  public long right() {
    long sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += counts[i][i];
    }
    return sum;
  }

  /** Posts with this gold label, by position. */
  public long gold(int label) {
    return Arrays.stream(counts[label]).sum() + unanswered[label];
  }

  /** Posts with this predicted label, by position. */
  public long predicted(int label) {
    long sum = 0;
    for (long[] row : counts) {
      sum += row[label];
    }
    return sum;
  }

  /** Share of all posts that are right. */
  public double accuracy() {
    return ratio(right(), n());
  }

  /** Share of the posts with a prediction that are right. */
  public double selectiveAccuracy() {
    return ratio(right(), answered());
  }

  /** Share of the posts predicted as this label that have it. */
  public double precision(int label) {
    return ratio(counts[label][label], predicted(label));
  }

  /** Share of the posts with this label that are predicted so. */
  public double recall(int label) {
    return ratio(counts[label][label], gold(label));
  }

  /** 2TP/(2TP+FP+FN); 0 for a label that is predicted but never gold. */
  public double f1(int label) {
    return ratio(2 * counts[label][label], gold(label) + predicted(label));
  }

  /** F1 of every label, in order. */
  public double[] f1PerLabel() {
    double[] f1 = new double[size()];
    Arrays.setAll(f1, this::f1);
    return f1;
  }

  /** Mean F1 over the labels for which it is defined. */
  public double macroF1() {
    return Means.defined(size(), this::f1);
  }

  /** Mean precision over the labels for which it is defined. */
  public double macroPrecision() {
    return Means.defined(size(), this::precision);
  }

  /** Mean recall over the labels for which it is defined. */
  public double macroRecall() {
    return Means.defined(size(), this::recall);
  }

  /** Mean F1 weighted by gold shares. */
  public double weightedF1() {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      if (gold(i) > 0) {
        sum += gold(i) * f1(i);
      }
    }
    return n() == 0 ? Double.NaN : sum / n();
  }

  /** Labels that are neither in gold nor predicted, whose F1 is undefined. */
  public List<String> undefinedLabels() {
    List<String> undefined = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      if (gold(i) + predicted(i) == 0) {
        undefined.add(labels.get(i));
      }
    }
    return List.copyOf(undefined);
  }

  /** Standard error of the accuracy, √(acc(1−acc)/n). */
  public double accuracyStandardError() {
    double accuracy = accuracy();
    return Math.sqrt(accuracy * (1 - accuracy) / n());
  }

  /**
   * Matthews' correlation over all labels (Gorodkin 2004); posts without a prediction are a
   * predicted label of their own.
   */
  public double matthews() {
    double n = n();
    double goldByPredicted = 0;
    double goldSquares = 0;
    double predictedSquares = Math.pow(n - answered(), 2);
    for (int i = 0; i < size(); i++) {
      double gold = gold(i);
      double predicted = predicted(i);
      goldByPredicted += gold * predicted;
      goldSquares += gold * gold;
      predictedSquares += predicted * predicted;
    }
    double spread = (n * n - goldSquares) * (n * n - predictedSquares);
    return spread <= 0 ? Double.NaN : (right() * n - goldByPredicted) / Math.sqrt(spread);
  }

  private static double ratio(long numerator, long denominator) {
    return denominator == 0 ? Double.NaN : (double) numerator / denominator;
  }
}
