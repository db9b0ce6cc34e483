package io.assay.labeler;

import io.assay.config.LabelerSettings;
import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.label.HashtagRules;
import io.assay.label.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Hashtags that people have given a label; abstains where none is there. */
final class HashtagRulesLabeler implements Labeler {
  /**
   * Keys of the task file.
   *
   * @param rules CSV file: hashtag (with {@code *} at an end), label, weight
   */
  record Settings(String rules) implements LabelerSettings {
    @Override
    public List<Path> files(Path folder) {
      return List.of(folder.resolve(rules));
    }

    @Override
    public void check(TaskContext task, KeyProblem problem) {
      Path file = task.folder().resolve(rules);
      Rules.check(file, () -> HashtagRules.read(file, task.labels()), "rules", problem);
    }
  }

  @Override
  public String kind() {
    return "hashtag-rules";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "labels by a list of hashtags that people wrote";
  }

  @Override
  public Optional<RuleSet> rules(Task task, LabelerSpec spec) {
    return Optional.of(read(task, spec));
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    HashtagRules rules = read(application.task(), application.spec());
    return posts.withColumn(column, Outcomes.ofText((text, tags) -> rules.label(tags)));
  }

  private static HashtagRules read(Task task, LabelerSpec spec) {
    Settings settings = (Settings) spec.settings();
    return HashtagRules.read(task.resolve(settings.rules()), task.labelNames());
  }
}
