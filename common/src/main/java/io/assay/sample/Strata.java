package io.assay.sample;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which strata a sample has, decided from the numbers of posts alone: rare ones, and the smallest
 * where there are too many, are taken together as {@link #OTHER}.
 */
public final class Strata {
  /** Strata of a sample at most. */
  public static final int MOST = 30;

  /** What collapsed strata are called. */
  public static final String OTHER = "other";

  private final Set<String> own;

  private Strata(Set<String> own) {
    this.own = own;
  }

  /**
   * The strata of a sample.
   *
   * @param posts stratum to its number of posts; the largest {@link #MOST} + 1 are enough
   * @param least a stratum of fewer posts is rare, unless it is the only one
   */
  public static Strata of(Map<String, Long> posts, long least) {
    List<String> large =
        posts.entrySet().stream()
            .filter(stratum -> stratum.getValue() >= least)
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    if (posts.size() == 1 || (large.size() == posts.size() && large.size() <= MOST)) {
      return new Strata(Set.copyOf(posts.keySet()));
    }
    return new Strata(Set.copyOf(large.subList(0, Math.min(MOST - 1, large.size()))));
  }

  /** The strata that stay by themselves. */
  public Set<String> own() {
    return own;
  }

  /** The stratum that the posts of a raw one belong to. */
  public String of(String raw) {
    return own.contains(raw) ? raw : OTHER;
  }
}
