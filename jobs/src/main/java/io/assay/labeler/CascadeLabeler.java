package io.assay.labeler;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assay.config.CanonicalJson;
import io.assay.config.LabelerSettings;
import io.assay.config.Task;
import io.assay.config.Within;
import io.assay.label.Status;
import io.assay.sample.RandomNumber;
import io.assay.stats.cascade.CascadeThresholds;
import io.assay.stats.cascade.CascadeThresholds.Certified;
import io.assay.stats.cascade.CascadeThresholds.Refused;
import io.assay.stats.cascade.StagedPost;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Labelers one after the other, in the order of the task file, which should be that of their cost:
 * each keeps the posts that it is sure enough of, the last takes what is left. The thresholds come
 * with a guarantee for the accuracy of the whole.
 */
final class CascadeLabeler implements Labeler {
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private static final String CERTIFICATE = "certificate.json";

  /** Tuning posts below which half of the calibration posts order the candidates. */
  private static final int LEAST_TUNING = 15;

  /**
   * Keys of the task file.
   *
   * @param stages names of two or more labelers, the cheapest first
   * @param guarantee accuracy over all posts, and how sure
   */
  record Settings(List<String> stages, Guarantee guarantee) implements LabelerSettings {

    Settings {
      stages = List.copyOf(stages);
      if (stages.size() < 2 || new HashSet<>(stages).size() < stages.size()) {
        throw new IllegalArgumentException("stages needs two or more labelers, each once");
      }
    }

    @Override
    public List<String> refersTo() {
      return stages;
    }

    @Override
    public boolean learnsFromCalibrate() {
      return true;
    }

    @Override
    public boolean guarantees() {
      return true;
    }
  }

  /**
   * What is guaranteed.
   *
   * @param accuracy of the whole cascade over all posts, 0 to 1
   * @param delta largest probability that the guarantee is wrong
   */
  record Guarantee(
      @Within(min = 0.01, max = 0.9999) double accuracy,
      @Within(min = 0.0001, max = 0.5) double delta)
      implements Serializable {}

  @Override
  public String kind() {
    return "cascade";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "each stage keeps what it is sure of, the next gets the rest";
  }

  @Override
  public void learn(Lesson lesson) throws NotTrained {
    Settings settings = (Settings) lesson.spec().settings();
    List<Numbered> calibrate = posts(lesson, settings, lesson.calibrate());
    List<Numbered> tune = posts(lesson, settings, lesson.tune());
    if (tune.size() < LEAST_TUNING) {
      // An LLM is asked about calibrate alone: one half orders, the other tests.
      tune = calibrate.stream().filter(post -> post.number() < 0.5).toList();
      calibrate = calibrate.stream().filter(post -> post.number() >= 0.5).toList();
    }
    Guarantee guarantee = settings.guarantee();
    CascadeThresholds search =
        CascadeThresholds.of(
            tune.stream().map(Numbered::post).toList(),
            calibrate.stream().map(Numbered::post).toList(),
            guarantee.accuracy(),
            guarantee.delta());
    Certified certified =
        search.certified().orElseThrow(() -> new NotTrained(why(search.refused(), guarantee)));
    lesson.files().replace(file(lesson.folder()), CanonicalJson.pretty(certified));
    lesson.note().accept(sentence(certified, settings));
  }

  /** A post and its random number, 0 to 1. */
  private record Numbered(double number, StagedPost post) {}

  /** Posts that every stage was asked about: of a sampled stage, all of its sample. */
  private static List<Numbered> posts(Lesson lesson, Settings settings, Dataset<Row> part) {
    List<String> columns = columns(lesson.task(), settings);
    Dataset<Row> asked = part;
    for (String column : columns) {
      asked = asked.filter(col(column).isNotNull());
    }
    String salt = "cascade:" + lesson.task().sample().seed();
    List<Numbered> posts = new ArrayList<>();
    for (Row row : asked.orderBy(PostColumns.ID).collectAsList()) {
      double number = RandomNumber.of(salt, row.getAs(PostColumns.ID));
      posts.add(new Numbered(number, post(row, columns)));
    }
    return posts;
  }

  private static StagedPost post(Row row, List<String> columns) {
    double[] confidence = new double[columns.size()];
    boolean[] right = new boolean[columns.size()];
    for (int s = 0; s < columns.size(); s++) {
      Row outcome = row.getAs(columns.get(s));
      String label = outcome.getAs("label");
      Double stated = outcome.getAs("confidence");
      confidence[s] = label == null ? Double.NaN : stated == null ? 1 : stated;
      right[s] = label != null && label.equals(row.getAs(PostColumns.GOLD));
    }
    return new StagedPost(confidence, right);
  }

  private static List<String> columns(Task task, Settings settings) {
    return settings.stages().stream().map(name -> PostColumns.outcome(task, name)).toList();
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    Settings settings = application.settings(Settings.class);
    List<Double> thresholds = read(application).thresholds();
    List<String> columns = columns(application.task(), settings);
    Column chosen = lit(null).cast(Outcomes.TYPE);
    Column asked = lit(true);
    for (int s = columns.size() - 1; s >= 0; s--) {
      Column outcome = col(columns.get(s));
      Column staged =
          struct(
              outcome.getField("status").as("status"),
              outcome.getField("label").as("label"),
              outcome.getField("confidence").as("confidence"),
              lit(Outcomes.STAGE + settings.stages().get(s)).as("evidence"));
      boolean last = s == columns.size() - 1;
      chosen = last ? staged : when(accepts(outcome, thresholds.get(s)), staged).otherwise(chosen);
      asked = asked.and(outcome.isNotNull());
    }
    // Scored only where all stages were asked: where the early ones accept is no random sample.
    return posts.withColumn(column, when(asked, chosen));
  }

  private static Column accepts(Column outcome, double threshold) {
    return outcome
        .getField("status")
        .equalTo(Status.LABELLED.key())
        .and(coalesce(outcome.getField("confidence"), lit(1.0)).geq(threshold));
  }

  private static Certified read(Application application) {
    Path file = file(application.folder());
    try {
      return JSON.readValue(application.files().read(file).orElseThrow(), Certified.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  private static Path file(Path folder) {
    return new Path(folder, CERTIFICATE);
  }

  private static String sentence(Certified certified, Settings settings) {
    List<String> stages = new ArrayList<>();
    for (int s = 0; s < certified.thresholds().size(); s++) {
      double threshold = certified.thresholds().get(s);
      String name = settings.stages().get(s);
      stages.add(
          threshold > 1
              ? name + " keeps nothing"
              : String.format(Locale.ROOT, "%s keeps what it is %.3f sure of", name, threshold));
    }
    return String.format(
        Locale.ROOT,
        "With confidence %s %% it is right on at least %s %% of the posts (%d of %d calibration posts wrong, p = %.2g): %s, %s takes the rest.",
        percent(1 - settings.guarantee().delta()),
        percent(settings.guarantee().accuracy()),
        certified.errors(),
        certified.n(),
        certified.pValue(),
        String.join(", ", stages),
        settings.stages().get(settings.stages().size() - 1));
  }

  private static String why(Refused refused, Guarantee guarantee) {
    if (refused.n() == 0) {
      return "part calibrate has no post with gold that all stages were asked about";
    }
    String more =
        refused.enough().isPresent()
            ? "about %,d labelled calibration posts would".formatted(refused.enough().getAsLong())
            : "more labels will not help, a better stage would";
    return String.format(
        Locale.ROOT,
        "%d calibration posts, %d of them wrong, cannot certify an accuracy of %s %% with confidence %s %%; %s",
        refused.n(),
        refused.errors(),
        percent(guarantee.accuracy()),
        percent(1 - guarantee.delta()),
        more);
  }

  private static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.2f", 100 * share);
    return new BigDecimal(text).stripTrailingZeros().toPlainString();
  }
}
