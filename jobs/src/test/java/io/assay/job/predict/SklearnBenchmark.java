package io.assay.job.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;

import io.assay.bench.Benchmarks;
import io.assay.cluster.SparkHome;
import io.assay.config.CanonicalJson;
import io.assay.config.LabelerSpec;
import io.assay.io.Table;
import io.assay.job.AssayProcess;
import io.assay.job.FirstTask;
import io.assay.job.TestRun;
import io.assay.job.run.JobContext;
import io.assay.job.run.Step;
import io.assay.labeler.EncodedPosts;
import io.assay.sample.Part;
import io.assay.stats.Interval;
import io.assay.stats.comparison.PairedComparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Classifiers of MLlib beside those of scikit-learn on the same features with the same penalties.
 *
 * <p>Arguments: posts in JSON lines (the bundled ones), their gold, labels (those of the bundled
 * task).
 */
public final class SklearnBenchmark {
  private static final String TASK =
      """
      task: sklearn
      labels: {%s}
      bar: {metric: accuracy, at_least: 0.5}
      split: {train: 0.6, tune: 0.1, calibrate: 0.1, test: 0.2}
      embedder: minilm-l6-v2-int8
      labelers:
        - {name: logistic, kind: classifier, max_vocabulary: 1000, parameters: {regularization: [0.001], elastic_net: [0]}}
        - {name: bayes, kind: classifier, algorithm: naive-bayes, features: [hashtags, words], max_vocabulary: 1000, parameters: {smoothing: [1], complement: [0]}}
        - {name: svm, kind: classifier, algorithm: linear-svm, max_vocabulary: 1000, parameters: {regularization: [0.001]}}
        - {name: perceptron, kind: classifier, algorithm: multilayer-perceptron, features: [embedding], parameters: {hidden: [16], iterations: [50]}}
      """;

  private SklearnBenchmark() {}

  /** Prints how often both predict the same, and the difference of their accuracies. */
  public static void main(String[] args) throws Exception {
    String[] given =
        Benchmarks.withDefaults(
            args,
            "test-data/posts.jsonl",
            "test-data/gold.jsonl",
            "funny, cute, wow, sad, angry, tired, celebrate");
    Path folder = Benchmarks.folder("sklearn");
    String labels = given[2].replace(",", ": ,") + ": ";
    try (SparkSession session = FirstTask.session()) {
      TestRun run =
          new TestRun(
              session,
              Files.createDirectory(folder.resolve("run")),
              TASK.formatted(labels),
              List.of(Path.of(given[0]).toAbsolutePath().toString()),
              Files.readString(Path.of(given[1])));
      for (Step step : List.of(Step.INGEST, Step.HASHTAGS, Step.EMBED, Step.SPLIT)) {
        run.step(step);
      }
      run.step(Step.SAMPLE, context -> context.tables().write(Table.SAMPLE, List.of()));
      run.step(Step.ASK, context -> context.tables().write(Table.LLM_LABELS, List.of()));
      run.step(Step.TRAIN);
      for (LabelerSpec spec : run.context().task().labelers()) {
        write(run.context(), spec, Files.createDirectory(folder.resolve(spec.name())));
      }
      sklearn(folder);
      for (LabelerSpec spec : run.context().task().labelers()) {
        print(session, spec.name(), folder.resolve(spec.name()));
      }
    }
  }

  private static void write(JobContext context, LabelerSpec spec, Path folder) throws Exception {
    Files.writeString(
        folder.resolve("parameters.json"), CanonicalJson.of(EncodedPosts.parameters(spec)));
    encoded(
        context, spec, LearningPosts.sorted(seen(context, Part.TRAIN)), folder.resolve("train"));
    encoded(context, spec, seen(context, Part.CALIBRATE, Part.TEST), folder.resolve("test"));
  }

  private static Dataset<Row> seen(JobContext context, Part... parts) {
    return LearningPosts.fewSeen(context, LearningPosts.labelled(context, parts));
  }

  private static void encoded(
      JobContext context, LabelerSpec spec, Dataset<Row> posts, Path table) {
    EncodedPosts.of(
            Labeling.seen(context, posts, spec),
            spec,
            ModelCards.published(context, spec.name()),
            context.run().files())
        .write()
        .parquet(table.toString());
  }

  private static void sklearn(Path folder) throws Exception {
    Path python = SparkHome.environment("sklearn-").resolve("bin/python");
    Path script = AssayProcess.PROJECT.resolve("jobs/src/test/python/with_sklearn.py");
    int code =
        new ProcessBuilder(python.toString(), script.toString(), folder.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("scikit-learn ended with exit code " + code);
    }
  }

  private static void print(SparkSession session, String name, Path folder) {
    Column ours = col("prediction").equalTo(col("target"));
    Column theirs = col("predicted").equalTo(col("target"));
    Row counts =
        session
            .read()
            .parquet(folder.resolve("test").toString())
            .join(session.read().parquet(folder.resolve("predicted.parquet").toString()), "post_id")
            .agg(
                count_if(ours.and(theirs)),
                count_if(ours.and(theirs.unary_$bang())),
                count_if(theirs.and(ours.unary_$bang())),
                count_if(ours.unary_$bang().and(theirs.unary_$bang())),
                count_if(col("prediction").equalTo(col("predicted"))))
            .first();
    PairedComparison pair =
        PairedComparison.of(
            counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3));
    Interval difference = pair.bonettPrice(0.05);
    System.out.printf(
        Locale.ROOT,
        "%-10s %,d posts: %.1f %% the same; accuracy %.1f %%, of scikit-learn %.1f %%, difference"
            + " %+.1f points (95 %%: %+.1f to %+.1f)%n",
        name,
        pair.n(),
        100.0 * counts.getLong(4) / pair.n(),
        100.0 * (pair.bothRight() + pair.aOnly()) / pair.n(),
        100.0 * (pair.bothRight() + pair.bOnly()) / pair.n(),
        100 * pair.difference(),
        100 * difference.lower(),
        100 * difference.upper());
  }
}
