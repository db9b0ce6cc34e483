package io.assay.stats.cascade;

import io.assay.stats.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well the confidence of a labeler ranks its errors. Posts are accepted from the most confident
 * down; posts of equal confidence come in together.
 */
public final class SelectivePrediction {
  /**
   * A point of the risk–coverage curve.
   *
   * @param coverage share of the posts accepted, above 0 and up to 1
   * @param risk share of the accepted posts that are wrong
   */
  public record Point(double coverage, double risk) {}

  private record Tie(int posts, double errors) {}

  private final List<Tie> ties;
  private final int n;
  private final double errors;

  private SelectivePrediction(List<Tie> ties, int n, double errors) {
    this.ties = ties;
    this.n = n;
    this.errors = errors;
  }

  /**
   * The ranking of posts by confidence.
   *
   * @param confidence one a post, higher is surer
   * @param error one a post, 1 if wrong and 0 if right
   */
  public static SelectivePrediction of(double[] confidence, double[] error) {
    Scores.check(confidence, error);
    List<Integer> order =
        IntStream.range(0, confidence.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> confidence[i]).reversed())
            .toList();
    List<Tie> ties = new ArrayList<>();
    double sum = 0;
    int start = 0;
    while (start < order.size()) {
      int end = start;
      double wrong = 0;
      while (end < order.size() && confidence[order.get(end)] == confidence[order.get(start)]) {
        wrong += error[order.get(end++)];
      }
      ties.add(new Tie(end - start, wrong));
      sum += wrong;
      start = end;
    }
    return new SelectivePrediction(ties, confidence.length, sum);
  }

  /** Coverage and risk at each distinct confidence, descending. */
  public List<Point> curve() {
    List<Point> points = new ArrayList<>();
    double accepted = 0;
    double wrong = 0;
    for (Tie tie : ties) {
      accepted += tie.posts();
      wrong += tie.errors();
      points.add(new Point(accepted / n, wrong / accepted));
    }
    return List.copyOf(points);
  }

  /** Mean over k of the expected risk of the first k posts, ties in random order. */
  public double aurc() {
    double sum = 0;
    double accepted = 0;
    double wrong = 0;
    for (Tie tie : ties) {
      for (int j = 1; j <= tie.posts(); j++) {
        sum += (wrong + tie.errors() * j / tie.posts()) / (accepted + j);
      }
      accepted += tie.posts();
      wrong += tie.errors();
    }
    return sum / n;
  }

  /** AURC minus that of the best possible ranking. */
  public double excessAurc() {
    double best = 0;
    for (int k = 1; k <= n; k++) {
      best += Math.max(0, k - (n - errors)) / k;
    }
    return aurc() - best / n;
  }

  /** Area under the risk–coverage curve by trapezoids, the first risk held down to coverage 0. */
  public double aurcTrapezoid() {
    List<Point> points = curve();
    double area = points.isEmpty() ? Double.NaN : 0;
    Point before = points.isEmpty() ? new Point(0, 0) : new Point(0, points.get(0).risk());
    for (Point point : points) {
      area += (point.coverage() - before.coverage()) * (point.risk() + before.risk()) / 2;
      before = point;
    }
    return area;
  }

  /**
   * Area under accepted errors by coverage, from (0, 0), by trapezoids (Traub et al. 2024): the
   * number to report, 0 to ½.
   */
  public double augrc() {
    double area = 0;
    double wrong = 0;
    for (Tie tie : ties) {
      area += (double) tie.posts() / n * (wrong + tie.errors() / 2) / n;
      wrong += tie.errors();
    }
    return n == 0 ? Double.NaN : area;
  }
}
