package io.assay.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of a YAML file with its place.
 *
 * @param name the key that it stands under, or the list's with a number; empty for the root
 * @param line of that key, from 1
 */
record YamlNode(Path file, String name, int line, Node node, Problems problems) {

  static YamlNode root(Path file, Node node, Problems problems) {
    return new YamlNode(file, "", lineOf(node), node, problems);
  }

  static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /** Notes what is wrong here. */
  void problem(String message) {
    problems.add(file, line, message);
  }

  /** Notes what is wrong with a key, or here if there is no such key. */
  void problemAt(String key, String message) {
    get(key).orElse(this).problem(message);
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  /** Whether the value was written without quotes, as numbers are. */
  boolean isPlain() {
    return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  /** The text as written, without quotes; empty unless it is a single value. */
  Optional<String> text() {
    return node instanceof ScalarNode scalar && !isNull()
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** The value for a message. */
  String shown() {
    return text()
        .map(text -> isPlain() ? text : "\"" + text + "\"")
        .orElse(isMapping() ? "a mapping" : isList() ? "a list" : "nothing");
  }

  /** Key to value in the file's order; empty unless it is a mapping. */
  Map<String, YamlNode> entries() {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          String name = key.getValue();
          entries.put(name, child(name, lineOf(key), tuple.getValueNode()));
        }
      }
    }
    return entries;
  }

  /** The elements of a list; a single value stands for a list of one, nothing for an empty one. */
  List<YamlNode> elements() {
    if (isNull()) {
      return List.of();
    }
    return node instanceof SequenceNode list
        ? list.getValue().stream().map(item -> child(name, lineOf(item), item)).toList()
        : List.of(this);
  }

  Optional<YamlNode> get(String key) {
    return Optional.ofNullable(entries().get(key));
  }

  private YamlNode child(String key, int keyLine, Node value) {
    return new YamlNode(file, key, keyLine, value, problems);
  }
}
