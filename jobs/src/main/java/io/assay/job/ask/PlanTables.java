package io.assay.job.ask;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.LakeFiles;
import io.assay.io.Manifest;
import io.assay.io.RunFolder;
import io.assay.job.ingest.Ingest;
import io.assay.job.ingest.Split;
import io.assay.job.run.CoreTime;
import io.assay.job.run.Host;
import io.assay.job.run.JobContext;
import io.assay.job.run.JobRunner;
import io.assay.job.run.MeasuredRun;
import io.assay.job.run.PartitionSizes;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Screen;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The posts and the sample that a run would have. Where the run has not got them yet they are made
 * beside it by the same steps and thrown away in the end, so that a plan is about the very posts
 * that will be asked about.
 */
public final class PlanTables implements AutoCloseable {
  /** What it takes to know whom a run would ask about what. */
  private static final List<StepJob> FIRST_JOBS = List.of(new Ingest(), new Split(), new Sample());

  private final JobContext context;
  private final LakeFiles files;
  private final @Nullable Path scratch;

  private PlanTables(JobContext context, LakeFiles files, @Nullable Path scratch) {
    this.context = context;
    this.files = files;
    this.scratch = scratch;
  }

  /**
   * The tables of a run, read or made.
   *
   * @throws AssayException (USAGE) if there are neither posts nor an earlier run
   */
  public static PlanTables of(SparkSession session, RunSpec spec, Host host) {
    Optional<RunFolder> there = there(spec);
    LakeFiles files = new LakeFiles(session.sparkContext().hadoopConfiguration());
    CoreTime time = CoreTime.of(session);
    Screen nobody = new Screen(new PrintWriter(Writer.nullWriter()), false);
    Host quiet =
        new Host(host.clock(), host.environment(), host.home(), host.name(), host.cores(), nobody);
    if (there.isPresent()) {
      JobContext context = new JobContext(session, spec, there.get(), quiet, time);
      return new PlanTables(context, files, null);
    }
    Path scratch = scratch(session, spec, host);
    RunFolder run = new RunFolder(files, scratch, spec.task().name(), spec.ds());
    JobContext context = new JobContext(session, spec, run, quiet, time);
    PlanTables tables = new PlanTables(context, files, scratch);
    try {
      for (StepJob job : FIRST_JOBS) {
        host.screen().progress("looking: " + job.step().key() + " …");
        make(job, new JobContext(session, spec, run, quiet, time));
      }
      return tables;
    } catch (RuntimeException e) {
      tables.close();
      throw e;
    }
  }

  private static void make(StepJob job, JobContext context) {
    Step step = job.step();
    PartitionSizes.set(context, step);
    job.runAlone(context);
    context
        .run()
        .publish(
            new Manifest.Step(step.key(), "plan", Map.of(), 0, 0, context.notes()),
            context.tables().staged(),
            Set.of());
  }

  /** The run itself if it is up to date; without posts the latest that has a sample. */
  public static Optional<RunFolder> there(RunSpec spec) {
    if (spec.posts().isEmpty()) {
      return Optional.of(
          MeasuredRun.of(spec).stream()
              .map(MeasuredRun::folder)
              .filter(run -> run.manifest().step(Step.SAMPLE.key()).isPresent())
              .findFirst()
              .orElseThrow(
                  () ->
                      new AssayException(
                          ExitCode.USAGE,
                          "--posts is missing, and there is no earlier run of %s in %s: name the files with the posts"
                              .formatted(spec.task().name(), spec.lake().root()))));
    }
    RunFolder run = JobRunner.folder(spec);
    boolean upToDate =
        FIRST_JOBS.stream()
            .allMatch(job -> run.complete(job.step().key(), JobRunner.fingerprint(spec, run, job)));
    return upToDate ? Optional.of(run) : Optional.empty();
  }

  /** On one machine in its folder for temporary files; on a cluster where all executors see it. */
  private static Path scratch(SparkSession session, RunSpec spec, Host host) {
    if (session.sparkContext().isLocal()) {
      try {
        return new Path(Files.createTempDirectory("assay-plan-").toUri());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String owner =
        "%s-%d-%d".formatted(host.name(), ProcessHandle.current().pid(), host.clock().millis());
    return new Path(spec.lake().root(), "plans/" + owner);
  }

  /** To read them with. */
  public JobContext context() {
    return context;
  }

  /** Throws away what was made. */
  @Override
  public void close() {
    if (scratch != null) {
      files.delete(scratch);
    }
  }
}
