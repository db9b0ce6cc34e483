package io.assay.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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

/**
 * Reads a YAML file into records and finds every fault in one pass: unknown, missing and double
 * keys, values of the wrong type, form or range, each with its line and the nearest right name.
 *
 * <p>A record's components are its keys, in snake_case. {@link Default}, {@link Within}, {@link
 * Matches} and {@code @Nullable} on a component say what is allowed; an {@code
 * IllegalArgumentException} of the constructor is a problem of the whole record.
 */
public final class YamlFile {
  private YamlFile() {}

  /**
   * The file as a record; empty exactly when something was added to {@code problems}.
   *
   * @param type a record
   */
  public static <T> Optional<T> read(Path file, Class<T> type, Problems problems) {
    return read(file, type, Map.of(), problems);
  }

  static <T> Optional<T> read(
      Path file, Class<T> type, Map<String, Object> supplied, Problems problems) {
    int before = problems.sorted().size();
    Optional<T> value =
        root(file, problems).flatMap(root -> new RecordBinder().bind(root, type, supplied));
    return problems.sorted().size() == before ? value : Optional.empty();
  }

  /** The root of a file that is well-formed as a whole: a mapping with plain keys. */
  static Optional<YamlNode> root(Path file, Problems problems) {
    return text(file, problems).flatMap(text -> compose(file, text, problems));
  }

  private static Optional<String> text(Path file, Problems problems) {
    if (!Files.isRegularFile(file)) {
      problems.add(file, 0, "there is no such file");
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (CharacterCodingException e) {
      problems.add(file, 0, "is not UTF-8");
    } catch (IOException e) {
      problems.add(file, 0, "cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  static Optional<YamlNode> compose(Path file, String text, Problems problems) {
    try {
      Node node = compose(text);
      if (!(node instanceof MappingNode)) {
        problems.add(file, 0, "holds no keys");
      } else if (isTree(file, node, problems)) {
        return Optional.of(YamlNode.root(file, node, problems));
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.add(file, line, "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add(file, 0, "is not YAML: " + firstLine(e));
    }
    return Optional.empty();
  }

  /** The node tree of a text, null when it is empty. */
  static @Nullable Node compose(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
  }

  /**
   * Notes what the parser lets pass: double keys, of which it takes the last, keys that are no
   * words, and anchors, which make a graph of the tree.
   *
   * @return whether it is a tree
   */
  private static boolean isTree(Path file, Node node, Problems problems) {
    if (node.getAnchor() != null) {
      problems.add(file, YamlNode.lineOf(node), "anchors are not read: write the value out");
      return false;
    }
    List<Node> children = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      children.addAll(list.getValue());
    } else if (node instanceof MappingNode mapping) {
      checkKeys(file, mapping, problems);
      mapping.getValue().forEach(tuple -> children.add(tuple.getValueNode()));
    }
    return children.stream().filter(child -> !isTree(file, child, problems)).count() == 0;
  }

  private static void checkKeys(Path file, MappingNode mapping, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = YamlNode.lineOf(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(file, line, "a key is a single word");
      } else if (!seen.add(key.getValue())) {
        problems.add(file, line, "key \"" + key.getValue() + "\" stands here twice");
      }
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
