package io.assay.labeler;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.Within;
import io.assay.label.HashtagOdds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Smoothed log-odds of labels given hashtags, learned from counts; abstains without a known tag.
 */
final class HashtagOddsLabeler implements Labeler {
  private static final String FILE = "odds.json";

  /**
   * Keys of the task file.
   *
   * @param smoothing added to each count; default 0.5 (Jeffreys)
   * @param minCount posts that a hashtag needs to be known; default 2
   * @param minConfidence below it the labeler abstains, 0 to 1; default 0
   */
  record Settings(
      @Default("0.5") @Within(min = 0.000001, max = 1000) double smoothing,
      @Default("2") @Within(min = 1, max = 1_000_000) int minCount,
      @Default("0") @Within(min = 0, max = 1) double minConfidence)
      implements LabelerSettings {}

  /** What is kept, by label and by tag and label: counts; the odds follow. */
  private record Counts(Map<String, Long> posts, Map<String, Map<String, Long>> tags) {}

  @Override
  public String kind() {
    return "hashtag-odds";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "labels by the odds that its hashtags had in training";
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public void learn(Lesson lesson) throws NotTrained {
    Dataset<Row> tags =
        lesson
            .train()
            .select(explode(array_distinct(col(PostColumns.TAGS))), col(PostColumns.GOLD));
    Map<String, Map<String, Long>> byTag = new TreeMap<>();
    for (Row row : tags.groupBy("col", PostColumns.GOLD).count().collectAsList()) {
      byTag
          .computeIfAbsent(row.getString(0), tag -> new TreeMap<>())
          .put(row.getString(1), row.getLong(2));
    }
    if (byTag.isEmpty()) {
      throw new NotTrained("no post of part train has a hashtag");
    }
    Map<String, Long> posts = new TreeMap<>();
    for (Row row : lesson.train().groupBy(PostColumns.GOLD).count().collectAsList()) {
      posts.put(row.getString(0), row.getLong(1));
    }
    ModelFile.write(lesson, FILE, new Counts(posts, byTag));
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    HashtagOdds odds = odds(application);
    return posts.withColumn(column, Outcomes.ofText((text, tags) -> odds.label(tags)));
  }

  private static HashtagOdds odds(Application application) {
    Counts counts = ModelFile.read(application, FILE, Counts.class);
    Map<String, Long> classes = new LinkedHashMap<>();
    for (String label : application.task().labelNames()) {
      classes.put(label, counts.posts().getOrDefault(label, 0L));
    }
    Settings settings = application.settings(Settings.class);
    return HashtagOdds.fit(counts.tags(), classes, settings.smoothing(), settings.minCount())
        .withMinConfidence(settings.minConfidence());
  }
}
