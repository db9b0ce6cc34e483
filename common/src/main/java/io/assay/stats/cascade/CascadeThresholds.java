package io.assay.stats.cascade;

import io.assay.stats.Multiplicity;
import io.assay.stats.Quantiles;
import io.assay.stats.planning.SampleSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Thresholds of a cascade with a guarantee for its accuracy over all posts, by learn then test
 * (Angelopoulos et al. 2021). Candidates come from tuning posts, which also order them by how
 * likely they are to hold; they are then tested one after the other on calibration posts by exact
 * binomial tests of the whole cascade's error, until the first fails. As the order does not depend
 * on the calibration posts, all that passed hold together with probability 1 − δ, so that any of
 * them may be chosen: the one that leaves the least to the later, dearer stages.
 */
public final class CascadeThresholds {
  /** Candidates in all; the more stages, the fewer thresholds for each. */
  private static final int CANDIDATES = 200;

  /** The threshold that no confidence reaches. */
  private static final double NEVER = 2;

  private static final double POWER = 0.8;

  private final List<StagedPost> tuning;
  private final List<StagedPost> calibration;
  private final double target;
  private final double delta;

  /**
   * Certified thresholds.
   *
   * @param thresholds of all stages but the last, above 1 where the stage is passed over
   * @param n calibration posts
   * @param errors of the whole cascade on them
   * @param pValue of "its accuracy is below the target"
   * @param reach share of the tuning posts that come to each stage, 1 for the first
   */
  public record Certified(
      List<Double> thresholds, long n, long errors, double pValue, List<Double> reach) {

    /** Copies the lists. */
    public Certified {
      thresholds = List.copyOf(thresholds);
      reach = List.copyOf(reach);
    }
  }

  /**
   * The best candidate of the tuning posts, where the calibration posts do not certify it.
   *
   * @param n calibration posts
   * @param errors of the whole cascade on them
   * @param enough calibration posts that would certify this accuracy with 80 % power; empty if it
   *     is at or below the target, so that more posts will not help
   */
  public record Refused(long n, long errors, OptionalLong enough) {}

  private CascadeThresholds(
      List<StagedPost> tuning, List<StagedPost> calibration, double target, double delta) {
    this.tuning = tuning;
    this.calibration = calibration;
    this.target = target;
    this.delta = delta;
  }

  /**
   * Prepares the search.
   *
   * @param tuning posts that order the candidates
   * @param calibration other posts, a simple random sample, that test them
   * @param target accuracy that the cascade shall have, above 0 and below 1
   * @param delta largest probability of a wrong guarantee
   */
  public static CascadeThresholds of(
      List<StagedPost> tuning, List<StagedPost> calibration, double target, double delta) {
    return new CascadeThresholds(tuning, calibration, target, Quantiles.checkedAlpha(delta));
  }

  /** The thresholds to use, empty if none passes. */
  public Optional<Certified> certified() {
    List<double[]> passed = new ArrayList<>();
    for (double[] candidate : ordered()) {
      if (pValue(candidate, calibration) > delta + Multiplicity.SLACK) {
        break;
      }
      passed.add(candidate);
    }
    return passed.stream()
        .min(Comparator.comparing(this::reach, CascadeThresholds::compareFromLast))
        .map(
            chosen ->
                new Certified(
                    list(chosen),
                    calibration.size(),
                    errors(chosen, calibration),
                    pValue(chosen, calibration),
                    list(reach(chosen))));
  }

  /** What the surest candidate lacks. */
  public Refused refused() {
    double[] best = ordered().get(0);
    long n = calibration.size();
    long errors = errors(best, calibration);
    double accuracy = n == 0 ? Double.NaN : 1 - (double) errors / n;
    return new Refused(
        n,
        errors,
        accuracy > target
            ? SampleSize.certify(accuracy, target, delta, POWER)
            : OptionalLong.empty());
  }

  /**
   * Candidates, the likeliest to hold first; of equals the one that leaves less to later stages.
   */
  private List<double[]> ordered() {
    List<double[]> candidates = new ArrayList<>(candidates());
    candidates.sort(
        Comparator.comparingDouble((double[] c) -> pValue(c, tuning))
            .thenComparing(this::reach, CascadeThresholds::compareFromLast));
    return candidates;
  }

  private List<double[]> candidates() {
    int gates = tuning.isEmpty() ? 0 : tuning.get(0).stages() - 1;
    int each = Math.max(2, (int) Math.floor(Math.pow(CANDIDATES, 1.0 / Math.max(1, gates))));
    List<double[]> candidates = new ArrayList<>(List.of(new double[0]));
    for (int gate = 0; gate < gates; gate++) {
      double[] grid = grid(gate, each);
      candidates =
          candidates.stream()
              .flatMap(start -> Arrays.stream(grid).mapToObj(next -> with(start, next)))
              .toList();
    }
    return candidates;
  }

  /** Quantiles of the stage's confidences, from never to always. */
  private double[] grid(int gate, int size) {
    double[] seen =
        tuning.stream()
            .mapToDouble(post -> post.confidence(gate))
            .filter(c -> !Double.isNaN(c))
            .sorted()
            .distinct()
            .toArray();
    int quantiles = Math.min(size - 1, seen.length);
    return IntStream.concat(IntStream.of(-1), IntStream.range(0, quantiles))
        .mapToDouble(
            i -> i < 0 ? NEVER : seen[(int) ((long) i * seen.length / Math.max(1, quantiles))])
        .toArray();
  }

  private static double[] with(double[] start, double next) {
    double[] longer = Arrays.copyOf(start, start.length + 1);
    longer[start.length] = next;
    return longer;
  }

  private double pValue(double[] thresholds, List<StagedPost> posts) {
    return RiskTest.of(errors(thresholds, posts), posts.size(), 1 - target).exactBinomial();
  }

  private static long errors(double[] thresholds, List<StagedPost> posts) {
    return posts.stream().filter(post -> !post.isRight(thresholds)).count();
  }

  private double[] reach(double[] thresholds) {
    double[] reach = new double[thresholds.length + 1];
    for (StagedPost post : tuning) {
      for (int s = 0; s <= post.stage(thresholds); s++) {
        reach[s] += 1.0 / tuning.size();
      }
    }
    return reach;
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static int compareFromLast(double[] a, double[] b) {
    for (int s = a.length - 1; s > 0; s--) {
      if (Math.abs(a[s] - b[s]) > Multiplicity.SLACK) {
        return Double.compare(a[s], b[s]);
      }
    }
    return 0;
  }
}
