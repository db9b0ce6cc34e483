package io.assay.job;

import io.assay.embed.TestModels;
import io.assay.io.Manifest;
import io.assay.io.RunFolder;
import io.assay.io.Table;
import io.assay.job.run.CoreTime;
import io.assay.job.run.Host;
import io.assay.job.run.JobContext;
import io.assay.job.run.JobRunner;
import io.assay.job.run.RunOptions;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Screen;
import io.assay.job.run.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Steps of a run in the session that tests share, each published as the runner does. */
public final class TestRun {
  public static final String TASK =
      """
      task: small
      labels: {funny: , sad: , cute: }
      bar: {metric: accuracy, at_least: 0.5}
      labelers: [{name: odds, kind: hashtag-odds}]
      """;

  private final SparkSession session;
  private final RunSpec spec;
  private final RunFolder run;
  private final Host host;

  /**
   * A run in a folder.
   *
   * @param posts and gold in JSONL, null for none
   */
  public TestRun(
      SparkSession session, Path folder, String task, List<String> posts, @Nullable String gold)
      throws IOException {
    this(session, folder, task, posts, gold, options -> {});
  }

  /** The same with further options of the command line. */
  public TestRun(
      SparkSession session,
      Path folder,
      String task,
      List<String> posts,
      @Nullable String gold,
      Consumer<RunOptions> further)
      throws IOException {
    this.session = session;
    this.host =
        new Host(
            Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC),
            Map.of(),
            TestModels.home(),
            "here",
            2,
            new Screen(new PrintWriter(Writer.nullWriter()), false));
    RunOptions options = new RunOptions();
    options.conf = AssayProcess.PROJECT.resolve("conf").toString();
    options.task = Files.writeString(folder.resolve("task.yaml"), task).toString();
    options.posts = posts;
    options.gold =
        gold == null
            ? List.of()
            : List.of(Files.writeString(folder.resolve("gold.jsonl"), gold).toString());
    options.lake = folder.resolve("lake").toString();
    further.accept(options);
    this.spec = RunSpec.of(options, host);
    this.run = JobRunner.folder(spec);
  }

  /** Runs a step and publishes what it staged. */
  public JobContext step(Step step) {
    return step(step, Jobs.of(step)::run);
  }

  /** Publishes what the work stages as if the step had made it. */
  public JobContext step(Step step, Consumer<JobContext> work) {
    JobContext context = new JobContext(session, spec, run, host, CoreTime.of(session));
    work.accept(context);
    run.publish(
        new Manifest.Step(step.key(), "test", Map.of(), 0, 0, context.notes()),
        context.tables().staged(),
        step.dependents().stream().map(Step::key).collect(Collectors.toSet()));
    session.catalog().clearCache();
    return context;
  }

  /** A table that was published. */
  public Dataset<Row> table(Table table) {
    return context().tables().read(table);
  }

  /** One column by the id of the post. */
  public Map<String, String> byPost(Table table, String column) {
    Map<String, String> found = new TreeMap<>();
    for (Row row : table(table).select("post_id", column).collectAsList()) {
      found.put(row.getString(0), String.valueOf(row.get(1)));
    }
    return found;
  }

  public RunSpec spec() {
    return spec;
  }

  public SparkSession session() {
    return session;
  }

  public JobContext context() {
    return new JobContext(session, spec, run, host, CoreTime.of(session));
  }

  /** A line of JSONL. */
  public static String post(String id, String author, String text) {
    return "{\"id\": \"%s\", \"author\": \"%s\", \"text\": \"%s\"}%n".formatted(id, author, text);
  }

  /** A line of JSONL. */
  public static String gold(String id, String label, String more) {
    return "{\"id\": \"%s\", \"label\": \"%s\"%s}%n".formatted(id, label, more);
  }
}
