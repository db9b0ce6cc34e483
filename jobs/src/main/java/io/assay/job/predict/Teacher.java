package io.assay.job.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.assay.config.LabelerSpec;
import io.assay.embed.ModelFiles;
import io.assay.embed.Vocabulary;
import io.assay.io.Table;
import io.assay.job.run.JobContext;
import io.assay.labeler.Lesson;
import io.assay.labeler.PostColumns;
import io.assay.sample.Part;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes lessons: the labelled posts of each part, with the outcomes of the labelers that the
 * learner refers to, which must have learned before it. Models are loaded once for all of them.
 */
record Teacher(JobContext context, Dataset<Row> train, Dataset<Row> tune, Dataset<Row> calibrate) {
  private static final String POSTS = "lesson_posts";
  private static final String TRAIN = "train";
  private static final String TUNE = "tune";
  private static final String CALIBRATE = "calibrate";
  private static final String UNLABELLED = "unlabelled";

  /** Of {@link LearningPosts#labelled} posts, whose vectors are read once for all. */
  static Teacher of(JobContext context, Dataset<Row> labelled) {
    Dataset<Row> seen = LearningPosts.fewSeen(context, labelled).cache();
    return new Teacher(
        context, part(seen, Part.TRAIN), part(seen, Part.TUNE), part(seen, Part.CALIBRATE));
  }

  private static Dataset<Row> part(Dataset<Row> seen, Part part) {
    return LearningPosts.sorted(
            seen.filter(col(LearningPosts.PART).equalTo(part.key())).drop(LearningPosts.PART))
        .cache();
  }

  /** All posts that a labeler may learn from, in the folder of its model. */
  Lesson lesson(LabelerSpec spec, Consumer<String> note) {
    return lesson(spec, train, ModelCards.staged(context, spec.name()), note);
  }

  /** A lesson on some posts of part train. */
  Lesson lesson(LabelerSpec spec, Dataset<Row> subset, Path folder, Consumer<String> note) {
    Dataset<Row> labelled =
        withOutcomes(
            of(TRAIN, subset)
                .unionByName(of(TUNE, tune))
                .unionByName(of(CALIBRATE, calibrate))
                .unionByName(of(UNLABELLED, LearningPosts.unlabelled(context)), true),
            spec);
    return new Lesson(
        context.task(),
        spec,
        only(TRAIN, labelled),
        only(TUNE, labelled),
        only(CALIBRATE, labelled),
        only(UNLABELLED, labelled).drop(PostColumns.GOLD),
        llm -> withOutcomes(LearningPosts.labelledBy(context, llm), spec),
        context.tables().read(Table.LLM_LABELS),
        embedder(spec),
        folder,
        context.run().files(),
        note);
  }

  private Lesson.Embedder embedder(LabelerSpec spec) {
    return new Lesson.Embedder() {
      @Override
      public float[][] embed(List<String> texts) {
        return Embed.vectors(context, context.task().embedderOf(spec).orElseThrow(), texts);
      }

      @Override
      public List<String> words() {
        return context.spec().embedders().stream()
            .findFirst()
            .map(any -> Vocabulary.words(ModelFiles.of(any, context.host().home())))
            .orElse(List.of());
      }
    };
  }

  private static Dataset<Row> of(String posts, Dataset<Row> rows) {
    return rows.withColumn(POSTS, lit(posts));
  }

  /** Spark takes the other branches of the union out of the plan. */
  private static Dataset<Row> only(String posts, Dataset<Row> labelled) {
    return labelled.filter(col(POSTS).equalTo(posts)).drop(POSTS);
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
