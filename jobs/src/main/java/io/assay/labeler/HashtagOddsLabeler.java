package io.assay.labeler;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.Within;
import io.assay.label.HashtagOdds;
import io.assay.post.HashtagWords;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Smoothed log-odds of labels given hashtags, learned from counts; abstains without a known tag.
 */
final class HashtagOddsLabeler implements Labeler {
  private static final String FILE = "odds.json";
  private static final String WORDS = "words.json";

  /**
   * Keys of the task file.
   *
   * @param smoothing added to each count; default 0.5 (Jeffreys)
   * @param minCount posts that a hashtag needs to be known; default 2
   * @param backOff whether a hashtag that is not known speaks by its words; default true
   * @param minConfidence below it the labeler abstains, 0 to 1; default 0
   */
  record Settings(
      @Default("0.5") @Within(min = 0.000001, max = 1000) double smoothing,
      @Default("2") @Within(min = 1, max = 1_000_000) int minCount,
      @Default("true") boolean backOff,
      @Default("0") @Within(min = 0, max = 1) double minConfidence)
      implements LabelerSettings {}

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
    TagCounts counts = TagCounts.of(lesson.train());
    if (counts.tags().isEmpty()) {
      throw new NotTrained("no post of part train has a hashtag");
    }
    ModelFile.write(lesson, FILE, counts);
    if (((Settings) lesson.spec().settings()).backOff()) {
      ModelFile.write(lesson, WORDS, TagWords.of(lesson.train(), lesson.embedder().words()));
    }
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    TagCounts tags = ModelFile.read(application, FILE, TagCounts.class);
    if (!application.settings(Settings.class).backOff()) {
      HashtagOdds odds = odds(application, tags);
      return posts.withColumn(column, Outcomes.ofText((text, keys) -> odds.label(keys)));
    }
    TagWords words = ModelFile.read(application, WORDS, TagWords.class);
    HashtagOdds odds = odds(application, words.with(tags));
    HashtagWords splitter = words.splitter();
    return posts.withColumn(
        column,
        Outcomes.ofText((text, keys) -> odds.label(TagWords.keys(odds, splitter, text, keys))));
  }

  private static HashtagOdds odds(Application application, TagCounts counts) {
    Settings settings = application.settings(Settings.class);
    return counts
        .odds(application.task().labelNames(), settings.smoothing(), settings.minCount())
        .withMinConfidence(settings.minConfidence());
  }
}
