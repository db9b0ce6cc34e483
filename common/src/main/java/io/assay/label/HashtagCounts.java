package io.assay.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The counts of {@link HashtagOdds} and their smoothed logs. */
final class HashtagCounts {
  private final List<String> labels;
  private final long[] posts;
  private final long allPosts;
  private final double smoothing;

  HashtagCounts(Map<String, Long> classCounts, double smoothing) {
    if (classCounts.isEmpty() || !(smoothing > 0)) {
      throw new IllegalArgumentException(
          classCounts.size() + " labels and smoothing " + smoothing + ": both must be above 0");
    }
    this.labels = List.copyOf(classCounts.keySet());
    this.posts = labels.stream().mapToLong(label -> classCounts.getOrDefault(label, 0L)).toArray();
    this.allPosts = sum(posts);
    this.smoothing = smoothing;
  }

  List<String> labels() {
    return labels;
  }

  double[] logPrior() {
    return Arrays.stream(posts)
        .mapToDouble(n -> Math.log((n + smoothing) / (allPosts + smoothing * labels.size())))
        .toArray();
  }

  /** The counts of a tag in the order of the labels, checked against the posts that there are. */
  long[] ofTag(String key, Map<String, Long> byLabel) {
    long[] counts = new long[labels.size()];
    byLabel.forEach(
        (label, count) -> {
          int i = labels.indexOf(label);
          if (i < 0 || count < 0 || count > posts[i]) {
            throw new IllegalArgumentException(
                "#" + key + " has " + count + " posts of '" + label + "', more than there are");
          }
          counts[i] = count;
        });
    return counts;
  }

  /** log P(t|l) / P(t) for each label. */
  double[] logRatios(long[] ofTag) {
    double logAll = logShare(sum(ofTag), allPosts);
    double[] ratios = new double[ofTag.length];
    for (int i = 0; i < ofTag.length; i++) {
      ratios[i] = logShare(ofTag[i], posts[i]) - logAll;
    }
    return ratios;
  }

  List<TagOdds> odds(String key, long[] ofTag) {
    long all = sum(ofTag);
    List<TagOdds> odds = new ArrayList<>();
    for (int i = 0; i < ofTag.length; i++) {
      double ratio = logShare(ofTag[i], posts[i]) - logShare(all - ofTag[i], allPosts - posts[i]);
      odds.add(new TagOdds(key, labels.get(i), all, ofTag[i], ratio));
    }
    return odds;
  }

  static long sum(long[] counts) {
    return Arrays.stream(counts).sum();
  }

  private double logShare(long count, long of) {
    return Math.log((count + smoothing) / (of + 2 * smoothing));
  }
}
