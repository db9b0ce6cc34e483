package io.assay.job;

import io.assay.config.LabelerSpec;
import io.assay.io.Table;
import io.assay.labeler.Lesson;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes lessons: the labelled posts of each part, with the outcomes of the labelers that the
 * learner refers to, which must have learned before it.
 */
record Teacher(JobContext context, Dataset<Row> train, Dataset<Row> tune, Dataset<Row> calibrate) {

  /** All posts that a labeler may learn from, in the folder of its model. */
  Lesson lesson(LabelerSpec spec, Consumer<String> note) {
    return lesson(spec, train, ModelCards.staged(context, spec.name()), note);
  }

  /** A lesson on some posts of part train. */
  Lesson lesson(LabelerSpec spec, Dataset<Row> subset, Path folder, Consumer<String> note) {
    return new Lesson(
        context.task(),
        spec,
        withOutcomes(subset, spec),
        withOutcomes(tune, spec),
        withOutcomes(calibrate, spec),
        withOutcomes(LearningPosts.unlabelled(context), spec),
        llm -> withOutcomes(LearningPosts.labelledBy(context, llm), spec),
        context.tables().read(Table.LLM_LABELS),
        texts -> Embed.vectors(context, context.task().embedderOf(spec).orElseThrow(), texts),
        folder,
        context.run().files(),
        note);
  }

  private Dataset<Row> withOutcomes(Dataset<Row> posts, LabelerSpec learner) {
    return Labeling.seen(
        context,
        Labeling.members(
            context,
            posts,
            name -> context.task().learnsWith(learner, name),
            name -> ModelCards.staged(context, name)),
        learner);
  }
}
