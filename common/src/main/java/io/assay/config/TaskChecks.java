package io.assay.config;

import io.assay.config.LabelerSettings.TaskContext;
import io.assay.config.TaskLoader.PlacedLabeler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must hold between the parts of a task file. It looks at the nodes, so that it finds its
 * faults also where others keep the task from being made.
 */
final class TaskChecks {
  private static final List<String> OWN_COLUMNS =
      List.of("post_id", "id", "text", "text_hash", "author", "created_at", "lang", "gif");
  private static final List<String> STRATA = List.of("has_hashtag", "length", "lang");
  private static final List<String> GROUPS = List.of("author", "near-duplicate", "post");
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern LABEL =
      Pattern.compile("[^\\s\\p{Cc}]([^\\p{Cc}]{0,58}[^\\s\\p{Cc}])?");

  private final YamlNode root;
  private final List<PlacedLabeler> labelers;
  private final List<YamlNode> labelerNodes;
  private final TaskContext context;

  private TaskChecks(YamlNode root, Path folder, List<PlacedLabeler> labelers) {
    this.root = root;
    this.labelers = labelers;
    this.labelerNodes = items(root, "labelers");
    List<String> names = texts(labelerNodes.stream().flatMap(node -> node.get("name").stream()));
    this.context =
        new TaskContext(
            folder,
            List.copyOf(labelEntries().keySet()),
            names,
            texts(items(root, "columns").stream()));
  }

  static void run(YamlNode root, Path folder, List<PlacedLabeler> labelers) {
    TaskChecks checks = new TaskChecks(root, folder, labelers);
    checks.labels();
    checks.columns();
    checks.labelerNames();
    checks.llms();
    checks.learningCurve();
    labelers.forEach(checks::labeler);
    boolean byStrata = !items(root, "sample", "strata").isEmpty();
    new LabelerGraph(labelers, byStrata).check();
  }

  private void labels() {
    Map<String, YamlNode> entries = labelEntries();
    boolean given = root.get("labels").filter(YamlNode::isMapping).isPresent();
    if (given && (entries.size() < 2 || entries.size() > 200)) {
      root.problemAt("labels", "labels must be 2 to 200, not " + entries.size());
    }
    Map<String, String> folded = new HashMap<>();
    entries.forEach(
        (label, node) -> {
          if (!LABEL.matcher(label).matches()) {
            node.problem(
                "label \"" + label + "\" must have 1 to 60 characters and no space around");
          }
          String other = folded.putIfAbsent(label.toLowerCase(Locale.ROOT), label);
          if (other != null) {
            node.problem("label \"" + label + "\" is \"" + other + "\" in other letters");
          }
        });
  }

  private void columns() {
    for (YamlNode node : items(root, "columns")) {
      String column = node.text().orElse("");
      if (OWN_COLUMNS.contains(column)) {
        node.problem("column " + column + " is there without being named");
      } else if (!COLUMN.matcher(column).matches()) {
        node.problem("column " + node.shown() + " must be letters, digits and underscores");
      }
    }
    items(root, "slices").forEach(node -> known("slice", node, context.columns()));
    items(root, "sample", "strata").forEach(node -> known("stratum", node, with(STRATA)));
    items(root, "split", "group_by").forEach(node -> known("group_by", node, with(GROUPS)));
  }

  private List<String> with(List<String> builtIn) {
    return Stream.concat(builtIn.stream(), context.columns().stream()).toList();
  }

  private static void known(String what, YamlNode node, Collection<String> names) {
    String name = node.text().orElse("");
    if (!names.contains(name)) {
      node.problem(
          what + " " + node.shown() + " is no column of the task; " + Hint.of(name, names));
    }
  }

  private void labelerNames() {
    if (labelerNodes.isEmpty() && root.get("labelers").filter(YamlNode::isList).isPresent()) {
      root.problemAt("labelers", "labelers must name at least one");
    }
    Map<String, Integer> lines = new HashMap<>();
    for (YamlNode node : labelerNodes) {
      String name = node.get("name").flatMap(YamlNode::text).orElse("");
      Integer line = name.isEmpty() ? null : lines.putIfAbsent(name, node.line());
      if (line != null) {
        node.problemAt("name", "labeler " + name + " is already on line " + line);
      }
    }
  }

  private void llms() {
    List<String> llms =
        labelers.stream()
            .filter(labeler -> labeler.settings().isLlm())
            .map(PlacedLabeler::name)
            .toList();
    boolean asks = labelerNodes.stream().anyMatch(node -> kindOf(node).equals(LabelerSpec.LLM));
    root.get("reference_llm")
        .filter(node -> !llms.contains(node.text().orElse("")) && !node.isNull())
        .ifPresent(
            node ->
                node.problem(
                    "reference_llm: "
                        + node.shown()
                        + " is no labeler of kind llm; "
                        + Hint.of(node.text().orElse(""), llms)));
    if (asks && root.get("budget").isEmpty()) {
      root.problem("\"budget\" is missing: a task with an LLM needs one, such as {usd: 2.00}");
    }
  }

  private void learningCurve() {
    for (YamlNode node : items(root, "learning_curve", "labelers")) {
      String name = node.text().orElse("");
      if (!context.labelers().contains(name)) {
        node.problem(
            node.shown() + " is no labeler of this task; " + Hint.of(name, context.labelers()));
      }
    }
  }

  private void labeler(PlacedLabeler labeler) {
    LabelerSettings settings = labeler.settings();
    for (Path file : settings.files(context.folder())) {
      if (!Files.exists(file)) {
        place(labeler.node(), file).problem(absent(file));
      }
    }
    for (String other : settings.needs()) {
      if (!context.labelers().contains(other)) {
        scalar(labeler.node(), other)
            .problem(other + " is no labeler of this task; " + Hint.of(other, context.labelers()));
      }
    }
    String calibrate = labeler.node().get("calibrate").flatMap(YamlNode::text).orElse("none");
    if (settings.learnsFromCalibrate() && !calibrate.equals("none")) {
      labeler
          .node()
          .problemAt(
              "calibrate",
              "calibrate: %s learns from part calibrate itself, so its confidences cannot be calibrated there; leave the key out"
                  .formatted(labeler.name()));
    }
    if (labeler.node().get("embedder").isPresent() && !settings.needsEmbedding()) {
      labeler
          .node()
          .problemAt(
              "embedder",
              "embedder: %s looks at no vector; leave the key out".formatted(labeler.name()));
    }
    settings.check(context, labeler.node()::problemAt);
  }

  private static String absent(Path file) {
    String name = String.valueOf(file.getFileName());
    return "there is no file "
        + file
        + NearestName.of(name, beside(file))
            .map(near -> "; did you mean \"" + near + "\"?")
            .orElse("");
  }

  private static List<String> beside(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    String[] names = folder == null ? null : folder.toFile().list();
    return names == null ? List.of() : List.of(names);
  }

  /** The value that names a file, else the labeler. */
  private YamlNode place(YamlNode labeler, Path file) {
    return leaves(labeler)
        .filter(leaf -> leaf.text().map(context.folder()::resolve).filter(file::equals).isPresent())
        .findFirst()
        .orElse(labeler);
  }

  /** The value with a text, else the labeler. */
  private static YamlNode scalar(YamlNode labeler, String text) {
    return leaves(labeler)
        .filter(leaf -> leaf.text().filter(text::equals).isPresent())
        .findFirst()
        .orElse(labeler);
  }

  private static Stream<YamlNode> leaves(YamlNode node) {
    if (node.isMapping()) {
      return node.entries().values().stream().flatMap(TaskChecks::leaves);
    }
    return node.isList() ? node.elements().stream().flatMap(TaskChecks::leaves) : Stream.of(node);
  }

  private Map<String, YamlNode> labelEntries() {
    return root.get("labels").map(YamlNode::entries).orElse(Map.of());
  }

  private static String kindOf(YamlNode labeler) {
    return labeler.get("kind").flatMap(YamlNode::text).orElse("");
  }

  private static List<YamlNode> items(YamlNode node, String key) {
    return node.get(key).map(YamlNode::elements).orElse(List.of());
  }

  private static List<YamlNode> items(YamlNode node, String section, String key) {
    return node.get(section).map(inner -> items(inner, key)).orElse(List.of());
  }

  private static List<String> texts(Stream<YamlNode> nodes) {
    return nodes.flatMap(node -> node.text().stream()).toList();
  }
}
