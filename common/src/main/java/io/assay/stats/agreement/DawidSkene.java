package io.assay.stats.agreement;

import io.assay.stats.Means;
import io.assay.stats.Multiplicity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Class priors and each rater's errors from votes without gold, by EM (Dawid and Skene 1979). It
 * assumes that raters err independently given the class; where they do not they look too good, so
 * this is a diagnostic, never an accuracy.
 *
 * @param priors share of each class
 * @param errors raters × true class × answer: P(answer | class); a row is {@code NaN} where a class
 *     has no mass among the rater's posts
 * @param posteriors patterns × classes, in the order of the patterns
 * @param logLikelihoods at each E step, the last one last
 */
public record DawidSkene(
    List<Double> priors,
    List<List<List<Double>>> errors,
    List<List<Double>> posteriors,
    List<Double> logLikelihoods) {
  /** Smoothing for production: added to each cell of a rater's error counts. */
  public static final double SMOOTHING = 0.01;

  private static final double TOLERANCE = 1e-7;
  private static final int ROUNDS = 200;

  /**
   * What one rater said of a post.
   *
   * @param rater position of the rater
   * @param answer position of the class
   * @param times how often, at least 1
   */
  public record Vote(int rater, int answer, int times) {}

  /**
   * Posts with the same votes.
   *
   * @param votes of the raters that answered
   * @param count such posts
   */
  public record Pattern(List<Vote> votes, long count) {
    /** Copies the list. */
    public Pattern {
      votes = List.copyOf(votes);
    }
  }

  /**
   * When to stop.
   *
   * @param smoothing added to each cell of the error counts, 0 for none
   * @param tolerance change of the log-likelihood per post below which to stop
   * @param rounds most rounds, at least 1
   */
  public record Settings(double smoothing, double tolerance, int rounds) {
    /** The settings of production. */
    public static final Settings DEFAULT = new Settings(SMOOTHING, TOLERANCE, ROUNDS);
  }

  /** The log-likelihood at the last E step. */
  public double logLikelihood() {
    return logLikelihoods.get(logLikelihoods.size() - 1);
  }

  /** The likeliest class of a pattern, by position; the first of equals. */
  public int mostLikely(int pattern) {
    return mostLikely(posteriors.get(pattern).stream().mapToDouble(p -> p).toArray());
  }

  /** The position of the largest probability; the first of equals. */
  public static int mostLikely(double[] posterior) {
    int best = 0;
    for (int j = 1; j < posterior.length; j++) {
      if (posterior[j] > posterior[best] + Multiplicity.SLACK) {
        best = j;
      }
    }
    return best;
  }

  /**
   * The probability of each class given votes that may be new.
   *
   * @param priors share of each class
   * @param errors raters × true class × answer
   */
  public static double[] posterior(
      List<Double> priors, List<List<List<Double>>> errors, List<Vote> votes) {
    double[] log = new double[priors.size()];
    Arrays.setAll(log, j -> Math.log(priors.get(j)) + logLikelihood(errors, votes, j));
    double evidence = Em.logSum(log);
    return Arrays.stream(log).map(value -> Math.exp(value - evidence)).toArray();
  }

  private static double logLikelihood(
      List<List<List<Double>>> errors, List<Vote> votes, int trueClass) {
    return votes.stream()
        .mapToDouble(
            vote -> vote.times * Math.log(errors.get(vote.rater).get(trueClass).get(vote.answer)))
        .sum();
  }

  /**
   * Runs EM from the vote shares.
   *
   * @param patterns distinct patterns
   * @param raters number of raters
   * @param classes number of classes
   * @throws IllegalArgumentException if there is no post, or a vote is out of range
   */
  public static DawidSkene fit(List<Pattern> patterns, int raters, int classes, Settings settings) {
    if (patterns.stream().mapToLong(Pattern::count).sum() <= 0) {
      throw new IllegalArgumentException("Dawid-Skene needs at least one post");
    }
    patterns.forEach(pattern -> pattern.votes.forEach(vote -> check(vote, raters, classes)));
    return new Em(patterns, raters, classes, settings).run();
  }

  private static void check(Vote vote, int raters, int classes) {
    boolean inRange = vote.rater >= 0 && vote.rater < raters;
    if (!inRange || vote.answer < 0 || vote.answer >= classes || vote.times < 1) {
      throw new IllegalArgumentException(
          vote + " does not fit " + raters + " raters and " + classes + " classes");
    }
  }

  /** The state of the EM algorithm. */
  private static final class Em {
    private final List<Pattern> patterns;
    private final Settings settings;
    private final double n;
    private final int classes;
    private final double[][] posterior;
    private final double[] prior;
    private final double[][][] error;

    Em(List<Pattern> patterns, int raters, int classes, Settings settings) {
      this.patterns = patterns;
      this.settings = settings;
      this.classes = classes;
      n = patterns.stream().mapToLong(Pattern::count).sum();
      posterior = patterns.stream().map(this::voteShares).toArray(double[][]::new);
      prior = new double[classes];
      error = new double[raters][classes][classes];
    }

    DawidSkene run() {
      List<Double> trace = new ArrayList<>();
      for (int round = 0; round < settings.rounds; round++) {
        maximise();
        trace.add(expect());
        if (round > 0
            && Math.abs(trace.get(round) - trace.get(round - 1)) / n < settings.tolerance) {
          break;
        }
      }
      return new DawidSkene(
          list(prior),
          Arrays.stream(error).map(Em::list).toList(),
          list(posterior),
          List.copyOf(trace));
    }

    private double[] voteShares(Pattern pattern) {
      double[] share = new double[classes];
      pattern.votes.forEach(vote -> share[vote.answer] += vote.times);
      double votes = Arrays.stream(share).sum();
      Arrays.setAll(share, l -> votes == 0 ? 1.0 / classes : share[l] / votes);
      return share;
    }

    private void maximise() {
      for (int j = 0; j < classes; j++) {
        int of = j;
        prior[j] = Means.sum(patterns.size(), i -> patterns.get(i).count * posterior[i][of]) / n;
      }
      for (double[][] rater : error) {
        for (double[] row : rater) {
          Arrays.fill(row, settings.smoothing);
        }
      }
      for (int i = 0; i < patterns.size(); i++) {
        addAnswers(patterns.get(i), posterior[i]);
      }
      for (double[][] rater : error) {
        for (double[] row : rater) {
          double total = Arrays.stream(row).sum();
          Arrays.setAll(row, l -> row[l] / total);
        }
      }
    }

    private void addAnswers(Pattern pattern, double[] weight) {
      for (Vote vote : pattern.votes) {
        for (int j = 0; j < classes; j++) {
          error[vote.rater][j][vote.answer] += pattern.count * weight[j] * vote.times;
        }
      }
    }

    /** Sets the posteriors and returns the log-likelihood. */
    private double expect() {
      double logLikelihood = 0;
      for (int i = 0; i < patterns.size(); i++) {
        Pattern pattern = patterns.get(i);
        double[] log = new double[classes];
        Arrays.setAll(log, j -> logJoint(pattern, j));
        double evidence = logSum(log);
        Arrays.setAll(posterior[i], j -> Math.exp(log[j] - evidence));
        logLikelihood += pattern.count * evidence;
      }
      return logLikelihood;
    }

    private double logJoint(Pattern pattern, int trueClass) {
      double log = Math.log(prior[trueClass]);
      for (Vote vote : pattern.votes) {
        if (log > Double.NEGATIVE_INFINITY) {
          log += vote.times * Math.log(error[vote.rater][trueClass][vote.answer]);
        }
      }
      return log;
    }

    private static double logSum(double[] log) {
      double most = Arrays.stream(log).max().orElse(Double.NEGATIVE_INFINITY);
      return most + Math.log(Arrays.stream(log).map(v -> Math.exp(v - most)).sum());
    }

    private static List<Double> list(double[] values) {
      return Arrays.stream(values).boxed().toList();
    }

    private static List<List<Double>> list(double[][] values) {
      return Arrays.stream(values).map(Em::list).toList();
    }
  }
}
