package io.assay.label;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads regex rules and notes all that is wrong with them. */
final class RegexRuleFile {
  private static final List<String> KEYS = List.of("name", "label", "pattern");

  private final Path file;
  private final List<String> labels;
  private final RuleProblems problems;

  /** The line of each name, to find repeated ones. */
  private final Map<String, Integer> lines = new HashMap<>();

  RegexRuleFile(Path file, List<String> labels) {
    this.file = file;
    this.labels = labels;
    this.problems = new RuleProblems(file);
  }

  List<RegexRules.Rule> read() {
    List<RegexRules.Rule> rules = new ArrayList<>();
    compose().ifPresent(root -> readList(root, rules));
    if (rules.isEmpty()) {
      problems.addIfNone(1, "holds no rule");
    }
    problems.throwIfAny();
    return rules;
  }

  private Optional<Node> compose() {
    try {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      return Optional.ofNullable(yaml.compose(new StringReader(RuleProblems.read(file))));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problems.add(line, "is no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add(1, "is no YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private void readList(Node root, List<RegexRules.Rule> rules) {
    if (!(root instanceof SequenceNode list)) {
      problems.add(line(root), "must be a list of {name, label, pattern}");
      return;
    }
    for (Node item : list.getValue()) {
      if (item instanceof MappingNode mapping) {
        rule(mapping).ifPresent(rules::add);
      } else {
        problems.add(line(item), "must be a {name, label, pattern}");
      }
    }
  }

  private Optional<RegexRules.Rule> rule(MappingNode mapping) {
    Map<String, ScalarNode> values = values(mapping);
    @Nullable ScalarNode name = values.get("name");
    @Nullable ScalarNode label = values.get("label");
    @Nullable ScalarNode pattern = values.get("pattern");
    if (name == null || label == null || pattern == null) {
      return Optional.empty();
    }
    checkName(name);
    checkLabel(label);
    checkPattern(pattern);
    return Optional.of(new RegexRules.Rule(name.getValue(), label.getValue(), pattern.getValue()));
  }

  private Map<String, ScalarNode> values(MappingNode mapping) {
    Map<String, ScalarNode> values = new HashMap<>();
    Set<String> missing = new LinkedHashSet<>(KEYS);
    for (NodeTuple entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode node ? node.getValue() : "";
      int line = line(entry.getKeyNode());
      missing.remove(key);
      if (!KEYS.contains(key)) {
        problems.addUnknown(line, "unknown key '" + key + "'", key, KEYS);
      } else if (!(entry.getValueNode() instanceof ScalarNode value)) {
        problems.add(line, "'" + key + "' must be a text");
      } else if (values.put(key, value) != null) {
        problems.add(line, "'" + key + "' stands twice");
      }
    }
    missing.forEach(key -> problems.add(line(mapping), "the rule has no '" + key + "'"));
    return values;
  }

  private void checkName(ScalarNode name) {
    @Nullable Integer before = lines.putIfAbsent(name.getValue(), line(name));
    if (name.getValue().isBlank()) {
      problems.add(line(name), "the name is empty");
    } else if (before != null) {
      problems.add(
          line(name), "the name '" + name.getValue() + "' stands on line " + before + " already");
    }
  }

  private void checkLabel(ScalarNode label) {
    String value = label.getValue();
    if (!labels.contains(value)) {
      problems.addUnknown(line(label), "'" + value + "' is no label of the task", value, labels);
    }
  }

  private void checkPattern(ScalarNode pattern) {
    try {
      if (Pattern.compile(pattern.getValue()).matcher("").find()) {
        problems.add(line(pattern), "the pattern is found in an empty text, and so in every post");
      }
    } catch (PatternSyntaxException e) {
      problems.add(
          line(pattern), "'" + e.getPattern() + "' is no RE2 pattern: " + e.getDescription());
    }
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
