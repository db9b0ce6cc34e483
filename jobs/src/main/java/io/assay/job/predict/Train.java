package io.assay.job.predict;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.assay.config.LabelerSpec;
import io.assay.io.Imports.Use;
import io.assay.io.Table;
import io.assay.job.ingest.GivenLabels;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.labeler.Labeler;
import io.assay.labeler.Labelers;
import io.assay.labeler.Lesson;
import io.assay.labeler.PostColumns;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Input {@code posts}, {@code gold}, {@code splits}, embeddings; output {@code models/}, a folder a
 * labeler and a card of what became of it, and {@code rules}. What cannot be trained is listed with
 * the reason.
 */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Fits the labelers that learn, on part train; part tune chooses their parameters.")
public final class Train extends StepJob {
  public Train() {
    super(Step.TRAIN);
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    return Map.of(
        "labelers", described(spec, any -> true),
        "labels", spec.task().labelNames(),
        "learning_curve", spec.task().learningCurve(),
        "imports", GivenLabels.imports(spec).version(Use.PREDICTIONS),
        "seed", spec.task().sample().seed());
  }

  @Override
  public void run(JobContext context) {
    Dataset<Row> labelled =
        LearningPosts.labelled(context, Part.TRAIN, Part.TUNE, Part.CALIBRATE).cache();
    EarlierModels earlier = new EarlierModels(context, labelled);
    if (!earlier.stage()) {
      learn(context, Teacher.of(context, labelled));
      earlier.sign();
    }
    RuleCounts.stage(
        context, labelled.filter(col(LearningPosts.PART).notEqual(Part.CALIBRATE.key())));
  }

  private static void learn(JobContext context, Teacher teacher) {
    Map<String, ModelCard> cards = new LinkedHashMap<>();
    context.task().labelers().forEach(spec -> cards.put(spec.name(), ModelCard.none(spec)));
    for (LabelerSpec spec : context.task().inOrder()) {
      context.host().screen().progress("train " + spec.name() + " …");
      cards.put(spec.name(), learn(context, spec, teacher, cards));
    }
    List<ModelCard> inTaskOrder = List.copyOf(cards.values());
    new LearningCurves(context, teacher).stage(inTaskOrder);
    ModelCards.stage(context, inTaskOrder);
  }

  private static ModelCard learn(
      JobContext context, LabelerSpec spec, Teacher teacher, Map<String, ModelCard> cards) {
    double before = context.coreTime().seconds();
    String reason = null;
    List<String> notes = new ArrayList<>();
    try {
      refuseWithoutImport(context, spec);
      for (String other : cards.keySet()) {
        if (context.task().learnsWith(spec, other) && untrained(other, cards)) {
          throw new Labeler.NotTrained("it rests on " + other + ", which was not trained");
        }
      }
      Lesson lesson = teacher.lesson(spec, notes::add);
      Labelers.of(spec.kind()).learn(lesson);
      Calibrations.fit(context, lesson);
    } catch (Labeler.NotTrained e) {
      reason = e.getMessage();
    }
    double seconds = context.coreTime().seconds() - before;
    String note = notes.isEmpty() ? null : String.join(" ", notes);
    long gold = gold(teacher, spec);
    Row bought = bought(context, spec.settings().taughtBy(context.task().referenceLlm()));
    return new ModelCard(
        spec.name(),
        spec.kind(),
        reason,
        note,
        gold,
        bought.getLong(0),
        bought.getLong(1),
        seconds);
  }

  /** How many labels by people it could learn from. */
  private static long gold(Teacher teacher, LabelerSpec spec) {
    Integer most = spec.settings().trainPerLabel();
    if (!spec.settings().learnsFromGold()) {
      return 0;
    }
    return most == null
        ? teacher.train().count()
        : teacher.train().groupBy(PostColumns.GOLD).count().collectAsList().stream()
            .mapToLong(row -> Math.min(row.getLong(1), most))
            .sum();
  }

  /** How many labels of part train were bought from an LLM, and for how much, failures included. */
  private static Row bought(JobContext context, @Nullable String llm) {
    Dataset<Row> train =
        context.tables().read(Table.SPLITS).filter(col("part").equalTo(Part.TRAIN.key()));
    return context
        .tables()
        .read(Table.LLM_LABELS)
        .filter(col("labeler").equalTo(llm == null ? "" : llm))
        .join(train.select("post_id"), "post_id")
        .agg(
            count(when(col("status").equalTo("labelled"), 1)),
            coalesce(sum("cost_micro_usd"), lit(0L)))
        .first();
  }

  private static void refuseWithoutImport(JobContext context, LabelerSpec spec)
      throws Labeler.NotTrained {
    if (spec.isImported() && !GivenLabels.hasAny(context.spec(), spec)) {
      throw new Labeler.NotTrained(
          "nothing was imported yet; see ./assay import --labeler " + spec.name());
    }
  }

  private static boolean untrained(String labeler, Map<String, ModelCard> cards) {
    ModelCard card = cards.get(labeler);
    return card != null && card.notTrained() != null;
  }
}
