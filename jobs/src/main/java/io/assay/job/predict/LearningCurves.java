package io.assay.job.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.decide.TrainingRuns;
import io.assay.decide.TrainingRuns.Run;
import io.assay.io.RunFolder;
import io.assay.job.run.JobContext;
import io.assay.labeler.Labeler;
import io.assay.labeler.Labelers;
import io.assay.labeler.Lesson;
import io.assay.labeler.PostColumns;
import io.assay.sample.RandomNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Labelers that the task names learn from nested random subsets of part train and are scored on
 * part tune, never on test. The results stand in {@code models/curves.json}.
 */
public final class LearningCurves {
  private static final String FILE = "curves.json";
  private static final String NUMBER = "curve_number";

  /** The largest subset: with all posts, its replicates would be one and the same. */
  private static final double LARGEST_SHARE = 0.8;

  /** Posts below which nothing is learned that a curve could show. */
  private static final long SMALLEST = 10;

  private final JobContext context;
  private final Task.LearningCurve wanted;
  private final Teacher teacher;

  LearningCurves(JobContext context, Teacher teacher) {
    this.context = context;
    this.wanted = context.task().learningCurve();
    this.teacher = teacher;
  }

  /** Stages the runs of every labeler that learned; those that the task does not name have none. */
  void stage(List<ModelCard> cards) {
    List<TrainingRuns> curves = new ArrayList<>();
    for (ModelCard card : cards) {
      if (card.notTrained() == null && Labelers.of(card.kind()).learns()) {
        boolean measured = wanted.labelers().contains(card.labeler());
        List<Run> runs = measured ? runs(card) : List.of();
        curves.add(new TrainingRuns(card.labeler(), card.trainPosts(), runs));
      }
    }
    Path file = new Path(context.run().staged(ModelCards.MODELS), FILE);
    context.run().files().replace(file, CanonicalJson.pretty(curves));
  }

  /** The runs of a run's models. */
  public static List<TrainingRuns> read(RunFolder run) {
    Path file = new Path(run.published(ModelCards.MODELS), FILE);
    Optional<String> json = run.files().read(file);
    try {
      return json.isEmpty()
          ? List.of()
          : new ObjectMapper().readValue(json.get(), new TypeReference<List<TrainingRuns>>() {});
    } catch (JsonProcessingException e) {
      throw new AssayException(ExitCode.NOT_READY, file + " cannot be read; run train again", e);
    }
  }

  private List<Run> runs(ModelCard card) {
    LabelerSpec spec = context.task().labeler(card.labeler()).orElseThrow();
    long scored = teacher.tune().count();
    List<Run> runs = new ArrayList<>();
    for (int replicate = 1; replicate <= wanted.replicates(); replicate++) {
      List<Long> sizes = sizes(card.trainPosts());
      Dataset<Row> numbered = numbered(replicate);
      double[] cuts = cuts(numbered, sizes, card.trainPosts());
      for (int i = 0; i < cuts.length; i++) {
        context
            .host()
            .screen()
            .progress(
                "learning curve of %s: %d of %d labels, series %d …"
                    .formatted(spec.name(), sizes.get(i), card.trainPosts(), replicate));
        Dataset<Row> subset = numbered.filter(col(NUMBER).lt(cuts[i])).drop(NUMBER).cache();
        score(spec, subset, sizes.get(i), replicate, scored).ifPresent(runs::add);
        subset.unpersist();
      }
    }
    return runs;
  }

  /** Each is half of the next, the smallest first. */
  private List<Long> sizes(long posts) {
    List<Long> sizes = new ArrayList<>();
    for (int i = wanted.sizes() - 1; i >= 0; i--) {
      long size = Math.round(LARGEST_SHARE * posts / Math.pow(2, i));
      if (size >= SMALLEST) {
        sizes.add(size);
      }
    }
    return sizes;
  }

  private Dataset<Row> numbered(int replicate) {
    String salt = "curve:" + context.task().sample().seed() + ":" + replicate;
    UDF1<String, Double> number = id -> RandomNumber.of(salt, id);
    return teacher
        .train()
        .withColumn(NUMBER, udf(number, DataTypes.DoubleType).apply(col(PostColumns.ID)));
  }

  /** Numbers below which as many posts lie as each size says. */
  private static double[] cuts(Dataset<Row> numbered, List<Long> sizes, long posts) {
    if (sizes.isEmpty()) {
      return new double[0];
    }
    List<String> ranks = sizes.stream().map(size -> ((size - 0.5) / (posts - 1)) + "D").toList();
    Row row =
        numbered
            .selectExpr("percentile(%s, array(%s))".formatted(NUMBER, String.join(",", ranks)))
            .first();
    return row.<Double>getList(0).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Empty where the subset does not allow to learn. */
  private Optional<Run> score(
      LabelerSpec spec, Dataset<Row> subset, long size, int replicate, long scored) {
    Path folder =
        new Path(context.run().staged("curves"), spec.name() + "/" + size + "-" + replicate);
    Lesson lesson = teacher.lesson(spec, subset, folder, note -> {});
    try {
      Labelers.of(spec.kind()).learn(lesson);
    } catch (Labeler.NotTrained e) {
      return Optional.empty();
    }
    String column = PostColumns.outcome(context.task(), spec.name());
    long right =
        Labeling.label(context, lesson.tune(), spec, folder)
            .filter(col(column).getField("label").equalTo(col(PostColumns.GOLD)))
            .count();
    return Optional.of(new Run(size, replicate, right, scored));
  }
}
