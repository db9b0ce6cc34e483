package io.assay.labeler;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.assay.config.LabelerSettings;
import io.assay.label.LabelModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A label model over other labelers: who errs how is learned from their votes, without gold, on
 * posts that none of them learned from by gold.
 */
final class DawidSkeneLabeler implements Labeler {
  private static final String FILE = "errors.json";

  /**
   * Keys of the task file.
   *
   * @param labelers names of three or more labelers
   */
  record Settings(List<String> labelers) implements LabelerSettings {
    Settings {
      labelers = List.copyOf(labelers);
    }

    @Override
    public List<String> refersTo() {
      return labelers;
    }

    @Override
    public boolean learnsFromUnlabelled() {
      return true;
    }

    @Override
    public void check(TaskContext task, KeyProblem problem) {
      Members.check(labelers, LabelModel.FEWEST_MEMBERS, problem);
    }
  }

  @Override
  public String kind() {
    return "dawid-skene";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "labels by the votes of other labelers, each trusted as far as they agree";
  }

  @Override
  public void learn(Lesson lesson) throws NotTrained {
    Members members = new Members(lesson.task(), ((Settings) lesson.spec().settings()).labelers());
    Map<List<@Nullable String>, Long> ballots = ballots(members, lesson.unlabelled());
    if (ballots.keySet().stream().flatMap(List::stream).allMatch(said -> said == null)) {
      throw new NotTrained(
          "none of its labelers has a label for a post of parts tune and calibrate, or of part"
              + " train without gold");
    }
    ModelFile.write(
        lesson, FILE, LabelModel.fit(lesson.task().labelNames(), members.names().size(), ballots));
  }

  private static Map<List<@Nullable String>, Long> ballots(Members members, Dataset<Row> posts) {
    Map<List<@Nullable String>, Long> ballots = new LinkedHashMap<>();
    Dataset<Row> counted =
        posts.groupBy(members.said().as("said")).agg(count(lit(1)).as("posts")).orderBy("said");
    for (Row row : counted.collectAsList()) {
      ballots.put(new ArrayList<>(row.<@Nullable String>getList(0)), row.getLong(1));
    }
    return ballots;
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    List<String> names = application.settings(Settings.class).labelers();
    LabelModel model =
        new LabelModel(
            application.task().labelNames(),
            names,
            ModelFile.read(application, FILE, LabelModel.Fit.class));
    return new Members(application.task(), names).decide(posts, column, model::label);
  }
}
