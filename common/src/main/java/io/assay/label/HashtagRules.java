package io.assay.label;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Labels a post by its hashtags, with rules that people wrote.
 *
 * <p>The weights of the rules that match are summed by label and the largest sum wins; of equal
 * sums the label that comes first in the task. A post whose hashtags no rule knows is abstained on.
 */
public final class HashtagRules implements RuleSet {
  private final List<String> labels;
  private final List<HashtagRule> rules;
  private final Map<String, List<HashtagRule>> exact = new HashMap<>();
  private final List<HashtagRule> wildcards = new ArrayList<>();

  /**
   * Rules for the labels of a task.
   *
   * @param labels in the order of the task
   */
  HashtagRules(List<String> labels, List<HashtagRule> rules) {
    this.labels = List.copyOf(labels);
    this.rules = List.copyOf(rules);
    for (HashtagRule rule : rules) {
      if (rule.pattern().isExact()) {
        exact.computeIfAbsent(rule.pattern().key(), key -> new ArrayList<>()).add(rule);
      } else {
        wildcards.add(rule);
      }
    }
  }

  /**
   * Reads a CSV file with a hashtag, a label and, if wanted, a weight in each row; the header names
   * these columns. A hashtag may have {@code *} at its start, its end or both.
   *
   * @param labels in the order of the task
   * @throws io.assay.config.AssayException with every problem of the file and its line
   */
  public static HashtagRules read(Path csv, List<String> labels) {
    return new HashtagRules(labels, new HashtagRuleFile(csv, labels).read());
  }

  @Override
  public List<Named> rules() {
    return rules.stream().map(HashtagRule::named).toList();
  }

  @Override
  public List<Named> matching(String text, List<String> keys) {
    return matching(keys).stream().map(HashtagRule::named).toList();
  }

  @Override
  public boolean readsHashtags() {
    return true;
  }

  /**
   * What the rules say.
   *
   * @param keys the hashtag keys of the post; one that is repeated counts once
   * @return the label; its confidence is the largest weight given among its rules that match, times
   *     its share of the sums of all labels, and null where no weight was given
   */
  public Outcome label(Collection<String> keys) {
    List<HashtagRule> matching = matching(keys);
    if (matching.isEmpty()) {
      return Outcome.abstained(keys.isEmpty() ? "no hashtag" : "no rule for its hashtags");
    }
    Map<String, Double> sums =
        matching.stream()
            .collect(
                Collectors.groupingBy(
                    HashtagRule::label, Collectors.summingDouble(HashtagRule::votes)));
    String winner = winner(sums);
    return Outcome.labelled(winner, confidence(matching, winner, sums), why(matching, winner));
  }

  private List<HashtagRule> matching(Collection<String> keys) {
    LinkedHashSet<HashtagRule> matching = new LinkedHashSet<>();
    for (String key : keys) {
      matching.addAll(exact.getOrDefault(key, List.of()));
      for (HashtagRule rule : wildcards) {
        if (rule.pattern().matches(key)) {
          matching.add(rule);
        }
      }
    }
    return List.copyOf(matching);
  }

  private String winner(Map<String, Double> sums) {
    String winner = labels.get(0);
    double most = 0;
    for (String label : labels) {
      double sum = sums.getOrDefault(label, 0.0);
      if (sum > most) {
        most = sum;
        winner = label;
      }
    }
    return winner;
  }

  private static @Nullable Double confidence(
      List<HashtagRule> matching, String winner, Map<String, Double> sums) {
    double largest = 0;
    for (HashtagRule rule : matching) {
      if (rule.label().equals(winner) && rule.weight() != null) {
        largest = Math.max(largest, rule.weight());
      }
    }
    double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
    return largest == 0 ? null : Math.min(1, largest * sums.getOrDefault(winner, 0.0) / all);
  }

  private static String why(List<HashtagRule> matching, String winner) {
    String pro = patterns(matching.stream().filter(r -> r.label().equals(winner)).toList(), false);
    List<HashtagRule> against = matching.stream().filter(r -> !r.label().equals(winner)).toList();
    return against.isEmpty() ? pro : pro + "; against it " + patterns(against, true);
  }

  private static String patterns(List<HashtagRule> rules, boolean withLabel) {
    return rules.stream()
        .map(rule -> rule.pattern() + (withLabel ? " for " + rule.label() : ""))
        .collect(Collectors.joining(", "));
  }
}
