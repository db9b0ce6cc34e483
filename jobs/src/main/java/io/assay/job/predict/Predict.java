package io.assay.job.predict;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.assay.config.LabelerSpec;
import io.assay.io.Table;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.labeler.PostColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;

/**
 * Input {@code posts}, embeddings, {@code models/}, {@code llm_labels}; output {@code predictions},
 * {@code known}, {@code known_predictions} and {@code labelled}. All labelers go over the posts in
 * one pass, over new ones alone where the same models have labelled the others; then each is timed
 * by itself on some of them.
 */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = "Lets every labeler label every post, and times each.")
public final class Predict extends StepJob {
  /** Prefix of notes, a labeler each: core seconds for 1,000 posts. */
  public static final String RATE = "core_seconds_per_1000.";

  private static final long FEW_POSTS = 1_000;
  private static final long MANY_POSTS = 10_000;

  /** A labeler that is faster with few posts is timed with many: the start of tasks spoils less. */
  private static final double ENOUGH_SECONDS = 0.5;

  public Predict() {
    super(Step.PREDICT);
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    return Map.of(
        "labelers", described(spec, any -> true),
        "labels", spec.task().labelNames(),
        "reference", String.valueOf(spec.task().referenceLlm()),
        "slices", spec.task().slices());
  }

  @Override
  public void run(JobContext context) {
    List<LabelerSpec> ready = ready(context);
    KnownPosts.stage(context);
    if (ready.isEmpty()) {
      context.tables().write(Table.PREDICTIONS, List.of());
      context.tables().write(Table.KNOWN_PREDICTIONS, List.of());
      context.tables().write(Table.LABELLED, List.of());
      return;
    }
    EarlierPredictions earlier = new EarlierPredictions(context);
    Dataset<Row> posts = earlier.posts();
    for (LabelerSpec spec : ready) {
      posts = label(context, posts, spec);
    }
    earlier.write(predictions(context, posts, ready));
    KnownPosts.stagePredictions(context);
    time(context, ready, earlier);
  }

  /** A row a post and labeler, of posts with the outcomes. */
  static Dataset<Row> predictions(
      JobContext context, Dataset<Row> labelled, List<LabelerSpec> labelers) {
    Column[] said = labelers.stream().map(spec -> said(context, spec)).toArray(Column[]::new);
    return labelled
        .select(col(PostColumns.ID), explode(array(said)).as("said"))
        .filter(col("said.outcome").isNotNull())
        .select(PostColumns.ID, "said.outcome.*", "said.labeler");
  }

  /** Labelers that were not trained take part no further. */
  private static List<LabelerSpec> ready(JobContext context) {
    Set<String> out =
        ModelCards.read(context).stream()
            .filter(card -> card.notTrained() != null)
            .map(ModelCard::labeler)
            .collect(Collectors.toSet());
    return context.task().inOrder().stream().filter(spec -> !out.contains(spec.name())).toList();
  }

  private static Dataset<Row> label(JobContext context, Dataset<Row> posts, LabelerSpec spec) {
    return Labeling.label(context, posts, spec, ModelCards.published(context, spec.name()));
  }

  private static Column said(JobContext context, LabelerSpec spec) {
    return struct(
        lit(spec.name()).as("labeler"), Calibrations.published(context, spec).as("outcome"));
  }

  private static void time(
      JobContext context, List<LabelerSpec> ready, EarlierPredictions earlier) {
    List<LabelerSpec> untimed = new ArrayList<>();
    for (LabelerSpec spec : ready) {
      Optional<String> then = earlier.rate(RATE + spec.name());
      then.ifPresent(rate -> context.note(RATE + spec.name(), rate));
      if (then.isEmpty() && !spec.asks() && !spec.isImported()) {
        untimed.add(spec);
      }
    }
    if (untimed.isEmpty()) {
      return;
    }
    Dataset<Row> few = timed(context, FEW_POSTS);
    Dataset<Row> many = timed(context, MANY_POSTS);
    for (LabelerSpec spec : untimed) {
      context.note(RATE + spec.name(), rate(context, spec, few, many));
    }
  }

  /** So many posts or a few more, copies of those that there are. */
  private static Dataset<Row> timed(JobContext context, long posts) {
    Dataset<Row> there =
        new Vectors(context, context.task().embedders())
            .storedOfFew(some(context, (int) posts))
            .cache();
    long distinct = Math.max(1, there.count());
    long copies = (posts + distinct - 1) / distinct;
    return there
        .crossJoin(context.session().range(copies).drop("id"))
        .repartition(context.session().sparkContext().defaultParallelism())
        .cache();
  }

  /** Read by one task, they are the same ones wherever they are asked for. */
  static Dataset<Row> some(JobContext context, int posts) {
    return LearningPosts.posts(context).coalesce(1).limit(posts);
  }

  /** Core-seconds per 1,000 posts. */
  private static double rate(
      JobContext context, LabelerSpec spec, Dataset<Row> few, Dataset<Row> many) {
    long posts = few.count();
    double seconds = seconds(context, few, spec);
    if (seconds < ENOUGH_SECONDS) {
      posts = many.count();
      seconds = seconds(context, many, spec);
    }
    return seconds * 1_000 / posts;
  }

  /** Its own work alone, static vectors included: those that it rests on have labelled before. */
  private static double seconds(JobContext context, Dataset<Row> timed, LabelerSpec spec) {
    Dataset<Row> posts = timed;
    if (!spec.settings().refersTo().isEmpty()) {
      Vectors all = new Vectors(context, context.task().embedders());
      posts =
          all.withoutComputed(
                  Labeling.members(
                      context,
                      all.computed(timed),
                      name -> context.task().restsOn(spec, name),
                      name -> ModelCards.published(context, name)))
              .cache();
      context.tables().compute(posts);
    }
    Vectors own = new Vectors(context, context.task().embedderOf(spec).stream().toList());
    Dataset<Row> labelled = label(context, own.computed(posts), spec);
    double before = context.coreTime().seconds();
    context.tables().compute(labelled.select(PostColumns.outcome(context.task(), spec.name())));
    double seconds = context.coreTime().seconds() - before;
    if (posts != timed) {
      posts.unpersist();
    }
    return seconds;
  }
}
