package io.assay.labeler;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.label.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Says the same of every post, and keeps which posts it was taught. */
public final class RecordingLabeler implements Labeler {
  /** Ids of the posts of each lesson, in the order of their rows. */
  public static final List<List<String>> LESSONS = new ArrayList<>();

  /** Keys of the task file. */
  record Settings(@Default("sad") String label) implements LabelerSettings {}

  public RecordingLabeler() {}

  @Override
  public String kind() {
    return RecordingLabeler.class.getName();
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "says the same of every post";
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public void learn(Lesson lesson) {
    LESSONS.add(
        lesson.train().select(PostColumns.ID).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList());
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    String label = application.settings(Settings.class).label();
    return posts.withColumn(
        column, Outcomes.ofText((text, tags) -> Outcome.labelled(label, 1.0, null)));
  }
}
