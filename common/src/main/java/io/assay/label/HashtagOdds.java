package io.assay.label;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Labels a post by what its hashtags were worth in the training posts: naive Bayes over the tags
 * that it has (Manning, Raghavan and Schütze 2008, chapter 13). With s for the smoothing, N posts
 * of a label l, n of them with tag t, and N' posts in all, n' of them with t,
 *
 * <pre>
 *   score(l) = log (N + s) / (N' + s * labels)  +  sum over tags t of  log P(t|l) / P(t)
 *   P(t|l)   = (n + s) / (N + 2 s)        P(t) = (n' + s) / (N' + 2 s)
 * </pre>
 *
 * <p>and the confidence is the softmax of the scores. Tags that are rare in the training posts are
 * not known; a post without a known tag is abstained on.
 */
public final class HashtagOdds implements Serializable {
  private static final int TAGS_IN_EVIDENCE = 3;

  /** No hashtag key holds a space. */
  private static final String WORD = "word ";

  private final List<String> labels;
  private final double[] logPrior;

  /** log P(t|l) / P(t) by tag, in the order of the labels. */
  private final Map<String, double[]> logRatios;

  private final List<TagOdds> rules;
  private final double minConfidence;

  private HashtagOdds(
      List<String> labels,
      double[] logPrior,
      Map<String, double[]> logRatios,
      List<TagOdds> rules,
      double minConfidence) {
    this.labels = labels;
    this.logPrior = logPrior;
    this.logRatios = logRatios;
    this.rules = rules;
    this.minConfidence = minConfidence;
  }

  /**
   * Learns from counts of training posts.
   *
   * @param tagCounts by hashtag key and label: posts of the label that hold the tag
   * @param classCounts by label, in the order of the task: posts of the label; equal confidences go
   *     to the first
   * @param smoothing above 0; 1 is Laplace's, 0.5 Jeffreys's
   * @param minCount tags that fewer posts hold are left out; 1 or more
   * @throws IllegalArgumentException if a tag has more posts of a label than there are, or a label
   *     is not among the classes
   */
  public static HashtagOdds fit(
      Map<String, Map<String, Long>> tagCounts,
      Map<String, Long> classCounts,
      double smoothing,
      int minCount) {
    HashtagCounts counts = new HashtagCounts(classCounts, smoothing);
    Map<String, double[]> logRatios = new HashMap<>();
    List<TagOdds> rules = new ArrayList<>();
    for (String key : new TreeSet<>(tagCounts.keySet())) {
      long[] ofTag = counts.ofTag(key, tagCounts.getOrDefault(key, Map.of()));
      if (HashtagCounts.sum(ofTag) >= Math.max(1, minCount)) {
        logRatios.put(key, counts.logRatios(ofTag));
        rules.addAll(counts.odds(key, ofTag));
      }
    }
    rules.sort(Comparator.comparingDouble((TagOdds odds) -> -odds.logRatio()));
    return new HashtagOdds(counts.labels(), counts.logPrior(), logRatios, List.copyOf(rules), 0);
  }

  /**
   * The same odds, but abstaining below a confidence.
   *
   * @param confidence in 0 to 1, such as chosen on the tune part
   */
  public HashtagOdds withMinConfidence(double confidence) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not within 0 and 1");
    }
    return new HashtagOdds(labels, logPrior, logRatios, rules, confidence);
  }

  /** What every known tag says of every label, the most telling first. */
  public List<TagOdds> rules() {
    return rules;
  }

  /** The key of a word that hashtags are made of, beside the keys of hashtags themselves. */
  public static String word(String word) {
    return WORD + word;
  }

  /** Whether enough posts of training held a key. */
  public boolean knows(String key) {
    return logRatios.containsKey(key);
  }

  /**
   * What the odds say.
   *
   * @param keys the hashtag keys of the post, or {@link #word}s of them; one that is repeated
   *     counts once
   */
  public Outcome label(Collection<String> keys) {
    List<String> known = keys.stream().distinct().filter(logRatios::containsKey).sorted().toList();
    if (known.isEmpty()) {
      return Outcome.abstained(keys.isEmpty() ? "no hashtag" : "no known hashtag");
    }
    double[] posterior = posterior(known);
    int best = best(posterior);
    String why = why(known, best);
    return posterior[best] < minConfidence
        ? Outcome.abstained("below the confidence asked for: " + why)
        : Outcome.labelled(labels.get(best), Math.min(1, posterior[best]), why);
  }

  private double[] posterior(List<String> known) {
    double[] score = logPrior.clone();
    for (String key : known) {
      double[] ratios = ratios(key);
      for (int i = 0; i < score.length; i++) {
        score[i] += ratios[i];
      }
    }
    return softmax(score);
  }

  private static double[] softmax(double[] score) {
    double largest = score[best(score)];
    double sum = 0;
    double[] shares = new double[score.length];
    for (int i = 0; i < score.length; i++) {
      shares[i] = Math.exp(score[i] - largest);
      sum += shares[i];
    }
    for (int i = 0; i < score.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  private static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The tags that speak most for the label, each with how much likelier they make it. */
  private String why(List<String> known, int label) {
    return known.stream()
        .sorted(Comparator.comparingDouble((String key) -> -ratios(key)[label]))
        .limit(TAGS_IN_EVIDENCE)
        .map(
            key ->
                String.format(
                    Locale.ROOT,
                    "%s x%.2g",
                    key.startsWith(WORD) ? key : "#" + key,
                    Math.exp(ratios(key)[label])))
        .collect(Collectors.joining(", "));
  }

  private double[] ratios(String key) {
    double @Nullable [] ratios = logRatios.get(key);
    return ratios == null ? new double[labels.size()] : ratios;
  }
}
