package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.label.MajorityVote;
import io.assay.label.MajorityVote.Tally;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The majority of other labelers, each with one vote or with the log-odds of its accuracy. */
final class VoteLabeler implements Labeler {
  private static final String FILE = "tallies.json";
  private static final int FEWEST_MEMBERS = 2;

  /** How votes are weighted. */
  enum Weights {
    NONE,
    ACCURACY
  }

  /**
   * Keys of the task file.
   *
   * @param labelers names of two or more labelers
   * @param weights {@code none} (default) or {@code accuracy}, that on parts tune and calibrate
   */
  record Settings(List<String> labelers, @Default("none") Weights weights)
      implements LabelerSettings {
    Settings {
      labelers = List.copyOf(labelers);
    }

    @Override
    public List<String> refersTo() {
      return labelers;
    }

    @Override
    public boolean learnsFromCalibrate() {
      return weights == Weights.ACCURACY;
    }

    @Override
    public void check(TaskContext task, KeyProblem problem) {
      Members.check(labelers, FEWEST_MEMBERS, problem);
    }
  }

  @Override
  public String kind() {
    return "vote";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "labels as most of some other labelers do";
  }

  @Override
  public void learn(Lesson lesson) throws NotTrained {
    Settings settings = (Settings) lesson.spec().settings();
    if (settings.weights() == Weights.NONE) {
      return;
    }
    Members members = new Members(lesson.task(), settings.labelers());
    List<Tally> tallies = tallies(members, lesson.tune().unionByName(lesson.calibrate()));
    if (tallies.stream().allMatch(tally -> tally.labelled() == 0)) {
      throw new NotTrained(
          "none of its labelers has a label for a post of parts tune and calibrate with gold");
    }
    ModelFile.write(lesson, FILE, tallies);
  }

  private static List<Tally> tallies(Members members, Dataset<Row> posts) {
    List<Column> counts = new ArrayList<>();
    for (String name : members.names()) {
      counts.add(count_if(members.label(name).equalTo(col(PostColumns.GOLD))));
      counts.add(count(members.label(name)));
    }
    Row row = posts.select(counts.toArray(Column[]::new)).first();
    List<Tally> tallies = new ArrayList<>();
    for (int i = 0; i < members.names().size(); i++) {
      tallies.add(new Tally(members.names().get(i), row.getLong(2 * i), row.getLong(2 * i + 1)));
    }
    return tallies;
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    Settings settings = application.settings(Settings.class);
    MajorityVote vote = vote(settings, application);
    return new Members(application.task(), settings.labelers()).decide(posts, column, vote::label);
  }

  private static MajorityVote vote(Settings settings, Application application) {
    List<String> labels = application.task().labelNames();
    return settings.weights() == Weights.NONE
        ? MajorityVote.equal(labels, settings.labelers())
        : MajorityVote.byAccuracy(
            labels, List.of(ModelFile.read(application, FILE, Tally[].class)));
  }
}
