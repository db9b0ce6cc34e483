package io.assay.cost;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the work of a step grows with the posts, or with the gold, from runs of any size: a fixed
 * part and a part for each of them, neither below 0. What one size cannot tell apart stays open:
 * its work may not grow at all, or all of it may.
 */
public final class Growth {
  private final List<Measured> runs;

  /**
   * One run.
   *
   * @param posts at least 1
   * @param seconds of work, at least 0
   */
  public record Measured(double posts, double seconds) {
    public Measured {
      if (posts < 1 || seconds < 0) {
        throw new IllegalArgumentException(posts + " posts in " + seconds + " s");
      }
    }
  }

  public Growth(List<Measured> runs) {
    this.runs = List.copyOf(runs);
  }

  /** Seconds for so many posts; empty if nothing was ever measured. */
  public Optional<Range> at(double posts) {
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(sizes() == 1 ? fromOneSize(posts) : fromLine(posts));
  }

  private long sizes() {
    return runs.stream().mapToDouble(Measured::posts).distinct().count();
  }

  private Range fromOneSize(double posts) {
    double mean = runs.stream().mapToDouble(Measured::seconds).average().orElseThrow();
    double all = mean * posts / runs.get(0).posts();
    return new Range(
        Range.measured(Math.min(mean, all)).low(),
        Math.sqrt(mean * all),
        Range.measured(Math.max(mean, all)).high());
  }

  private Range fromLine(double posts) {
    double[] line = line();
    Range expected = Range.measured(line[0] + line[1] * posts);
    Measured largest = runs.stream().max(Comparator.comparingDouble(Measured::posts)).orElseThrow();
    double inProportion = largest.seconds() * posts / largest.posts();
    boolean beyond = posts > largest.posts();
    // Beyond what was seen the line may bend: up to proportion above it.
    double high = beyond ? Math.max(expected.high(), inProportion) : expected.high();
    return new Range(expected.low(), expected.expected(), high);
  }

  /** Least squares under the condition that neither intercept nor slope is negative. */
  private double[] line() {
    double n = runs.size();
    double x = runs.stream().mapToDouble(Measured::posts).sum() / n;
    double y = runs.stream().mapToDouble(Measured::seconds).sum() / n;
    double xx = runs.stream().mapToDouble(run -> Math.pow(run.posts() - x, 2)).sum();
    double xy = runs.stream().mapToDouble(run -> (run.posts() - x) * (run.seconds() - y)).sum();
    double slope = xy / xx;
    double intercept = y - slope * x;
    if (slope < 0) {
      return new double[] {y, 0};
    }
    if (intercept < 0) {
      double squares = runs.stream().mapToDouble(run -> run.posts() * run.posts()).sum();
      double products = runs.stream().mapToDouble(run -> run.posts() * run.seconds()).sum();
      return new double[] {0, products / squares};
    }
    return new double[] {intercept, slope};
  }
}
