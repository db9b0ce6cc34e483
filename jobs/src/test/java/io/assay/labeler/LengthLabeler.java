package io.assay.labeler;

import static org.apache.spark.sql.functions.col;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.Within;
import io.assay.label.Outcome;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A labeler as a user would write it, outside the list of built-in kinds. */
public final class LengthLabeler implements Labeler {
  /** Keys of the task file. */
  record Settings(String label, @Default("10") @Within(min = 0, max = 1_000) int longerThan)
      implements LabelerSettings {}

  public LengthLabeler() {}

  @Override
  public String kind() {
    return LengthLabeler.class.getName();
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "labels what is long, and breaks on an exclamation mark";
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    Settings settings = application.settings(Settings.class);
    return posts
        .filter(col(PostColumns.TEXT).isNotNull())
        .withColumn(column, Outcomes.ofText((text, tags) -> outcome(text, settings)));
  }

  private static Outcome outcome(String text, Settings settings) {
    if (text.endsWith("!")) {
      throw new UnsupportedOperationException("secret text: " + text);
    }
    return text.length() > settings.longerThan()
        ? Outcome.labelled(settings.label(), 0.5, text.length() + " characters")
        : Outcome.abstained("short");
  }
}
