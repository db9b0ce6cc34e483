package io.assay.labeler;

import io.assay.config.LabelerSettings;
import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.label.RegexRules;
import io.assay.label.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Named regular expressions in order; abstains where none matches. */
final class RegexLabeler implements Labeler {
  /**
   * Keys of the task file.
   *
   * @param patterns YAML file: a list of name, label, pattern
   */
  record Settings(String patterns) implements LabelerSettings {
    @Override
    public List<Path> files(Path folder) {
      return List.of(folder.resolve(patterns));
    }

    @Override
    public void check(TaskContext task, KeyProblem problem) {
      Path file = task.folder().resolve(patterns);
      Rules.check(file, () -> RegexRules.read(file, task.labels()), "patterns", problem);
    }
  }

  @Override
  public String kind() {
    return "regex";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "labels by the first of its regular expressions that matches";
  }

  @Override
  public Optional<RuleSet> rules(Task task, LabelerSpec spec) {
    return Optional.of(read(task, spec));
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    RegexRules rules = read(application.task(), application.spec());
    return posts.withColumn(column, Outcomes.ofText((text, tags) -> rules.label(text)));
  }

  private static RegexRules read(Task task, LabelerSpec spec) {
    Settings settings = (Settings) spec.settings();
    return RegexRules.read(task.resolve(settings.patterns()), task.labelNames());
  }
}
