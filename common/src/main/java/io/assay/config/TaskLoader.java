package io.assay.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads a task file. */
public final class TaskLoader {
  private final LabelerKinds kinds;
  private final List<PlacedLabeler> labelers = new ArrayList<>();

  /** A labeler whose settings are right in themselves, with its place. */
  record PlacedLabeler(YamlNode node, LabelerSettings settings) {
    String name() {
      return node.get("name").flatMap(YamlNode::text).orElse("");
    }
  }

  private TaskLoader(LabelerKinds kinds) {
    this.kinds = kinds;
  }

  /**
   * The task of a file.
   *
   * @throws AssayException (USAGE) with every problem of the file, one a line
   */
  public static Task load(Path file, LabelerKinds kinds) {
    Problems problems = new Problems();
    Path folder = Objects.requireNonNullElse(file.getParent(), Path.of(""));
    Optional<Task> task =
        YamlFile.root(file, problems)
            .flatMap(root -> new TaskLoader(kinds).bind(root, folder, problems));
    problems.throwIfAny();
    return task.orElseThrow();
  }

  private Optional<Task> bind(YamlNode root, Path folder, Problems problems) {
    RecordBinder binder = new RecordBinder(Map.of(LabelerSpec.class, this::labeler));
    Optional<Task> task = binder.bind(root, Task.class, Map.of("folder", folder.toString()));
    TaskChecks.run(root, folder, labelers);
    return problems.isEmpty() ? task : Optional.empty();
  }

  private Optional<Object> labeler(YamlNode node) {
    RecordBinder binder = new RecordBinder();
    Optional<LabelerSettings> settings = settings(node, binder);
    Optional<LabelerSpec> spec =
        settings.isPresent()
            ? binder.fill(node, LabelerSpec.class, Map.of("settings", settings.get()))
            : binder.fill(node, LabelerSpec.class, Map.of()).filter(incomplete -> false);
    settings.ifPresent(whole -> labelers.add(new PlacedLabeler(node, whole)));
    return spec.map(whole -> whole);
  }

  private Optional<LabelerSettings> settings(YamlNode node, RecordBinder binder) {
    Optional<String> kind = node.get("kind").flatMap(YamlNode::text);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Optional<Class<? extends LabelerSettings>> type = kinds.settings().apply(kind.get());
    if (type.isEmpty()) {
      node.problemAt("kind", unknown(kind.get()));
      return Optional.empty();
    }
    List<String> keys = new ArrayList<>(RecordBinder.keysOf(LabelerSpec.class));
    keys.addAll(RecordBinder.keysOf(type.get()));
    RecordBinder.checkKeys(node, keys);
    return binder.fill(node, type.get(), Map.of()).map(record -> record);
  }

  private String unknown(String kind) {
    return kind.contains(".")
        ? "kind: there is no labeler class " + kind + " on the class path"
        : "kind: " + kind + " is not known; " + Hint.of(kind, kinds.known());
  }
}
