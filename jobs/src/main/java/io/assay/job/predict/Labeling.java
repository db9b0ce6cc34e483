package io.assay.job.predict;

import static org.apache.spark.sql.functions.col;

import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.embed.ModelFiles;
import io.assay.embed.StaticVectors;
import io.assay.job.ingest.GivenLabels;
import io.assay.job.run.JobContext;
import io.assay.labeler.Application;
import io.assay.labeler.Labelers;
import io.assay.labeler.PostColumns;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lets a labeler of the task add its outcome to posts. */
final class Labeling {
  private Labeling() {}

  /**
   * The posts with the column {@link PostColumns#outcome} of the labeler.
   *
   * @param posts with the outcomes of the labelers that it rests on
   * @param folder where it kept what it learned
   */
  static Dataset<Row> label(JobContext context, Dataset<Row> posts, LabelerSpec spec, Path folder) {
    Application application =
        new Application(
            context.task(),
            spec,
            folder,
            context.run().files(),
            GivenLabels.of(context),
            ownVectors(context, spec).orElse(null));
    String column = PostColumns.outcome(context.task(), spec.name());
    return Labelers.of(spec.kind())
        .label(seen(context, posts, spec), column, application)
        .drop(PostColumns.VECTOR);
  }

  /** Of a static embedder that no other labeler uses: vectors for several are made once a post. */
  private static Optional<StaticVectors> ownVectors(JobContext context, LabelerSpec spec) {
    Task task = context.task();
    return task.embedderOf(spec)
        .filter(name -> task.labelers().stream().filter(any -> uses(task, any, name)).count() == 1)
        .map(name -> ModelFiles.of(context.spec().embedder(name), context.host().home()))
        .flatMap(files -> StaticVectors.of(files, context.session().sparkContext()));
  }

  private static boolean uses(Task task, LabelerSpec spec, String embedder) {
    return task.embedderOf(spec).equals(Optional.of(embedder));
  }

  /** The posts as a labeler sees them: with the vectors of its embedder. */
  static Dataset<Row> seen(JobContext context, Dataset<Row> posts, LabelerSpec spec) {
    return context
        .task()
        .embedderOf(spec)
        .map(name -> posts.withColumn(PostColumns.VECTOR, col(PostColumns.vector(name))))
        .orElse(posts);
  }

  /**
   * The posts with the outcomes of some labelers.
   *
   * @param wanted their names, with all that they rest on
   * @param folder of a labeler's model by its name
   */
  static Dataset<Row> members(
      JobContext context,
      Dataset<Row> posts,
      Predicate<String> wanted,
      Function<String, Path> folder) {
    Dataset<Row> labelled = posts;
    for (LabelerSpec spec : context.task().inOrder()) {
      if (wanted.test(spec.name())) {
        labelled = label(context, labelled, spec, folder.apply(spec.name()));
      }
    }
    return labelled;
  }
}
