package io.assay.label;

import com.google.re2j.Pattern;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Labels a post by the first of an ordered list of regular expressions that is found in it. The
 * expressions are RE2's, which take time linear in the text whatever a person writes.
 */
public final class RegexRules implements RuleSet {

  /**
   * A named expression and the label that it stands for.
   *
   * @param pattern in RE2 syntax; {@code (?i)} at its start ignores case
   */
  public record Rule(String name, String label, String pattern) implements Serializable {
    private Named named() {
      return new Named(name, label);
    }
  }

  private final List<Rule> rules;
  private final List<Pattern> patterns;

  /**
   * Rules in the order in which they are tried.
   *
   * @throws com.google.re2j.PatternSyntaxException if a pattern is none
   */
  public RegexRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.patterns = new ArrayList<>(rules.stream().map(r -> Pattern.compile(r.pattern())).toList());
  }

  /**
   * Reads a YAML file: a list of {@code {name: laugh, label: funny, pattern: 'lo+l'}}.
   *
   * @throws io.assay.config.AssayException with every problem of the file and its line
   */
  public static RegexRules read(Path yaml, List<String> labels) {
    return new RegexRules(new RegexRuleFile(yaml, labels).read());
  }

  @Override
  public List<Named> rules() {
    return rules.stream().map(Rule::named).toList();
  }

  @Override
  public List<Named> matching(String text, List<String> keys) {
    return found(text).stream().map(Rule::named).toList();
  }

  @Override
  public boolean readsHashtags() {
    return false;
  }

  /** What the rules say; the evidence also names rules for other labels that were found. */
  public Outcome label(String text) {
    List<Rule> found = found(text);
    return found.isEmpty()
        ? Outcome.abstained("no pattern")
        : Outcome.labelled(found.get(0).label(), null, why(found));
  }

  private List<Rule> found(String text) {
    List<Rule> found = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (patterns.get(i).matcher(text).find()) {
        found.add(rules.get(i));
      }
    }
    return found;
  }

  private static String why(List<Rule> found) {
    Rule first = found.get(0);
    String against =
        found.stream()
            .filter(rule -> !rule.label().equals(first.label()))
            .map(rule -> rule.name() + " for " + rule.label())
            .collect(Collectors.joining(", "));
    return against.isEmpty() ? first.name() : first.name() + "; against it " + against;
  }
}
