package io.assay.job.run;

import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.io.LakeFiles;
import io.assay.io.Manifest;
import io.assay.io.RunFolder;
import io.assay.io.RunLock;
import io.assay.io.StoreLock;
import io.assay.post.ContentHash;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps: takes the lock, skips what is complete, opens a session when the first step needs
 * one, publishes what a step staged, and leaves the outcome in the manifest whatever happens.
 */
public final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final RunSpec spec;
  private final Host host;
  private final RunFolder run;
  private final Manifest before;
  private @Nullable SparkSession session;
  private @Nullable CoreTime coreTime;
  private JobContext.@Nullable Stop stop;

  private JobRunner(RunSpec spec, Host host, RunFolder run) {
    this.spec = spec;
    this.host = host;
    this.run = run;
    this.before = run.manifest();
  }

  /**
   * Does the steps in the order given.
   *
   * @return the exit code
   * @throws AssayException if the user can do something about it; the manifest has it already
   */
  public static int run(RunSpec spec, List<StepJob> jobs, Host host) {
    LakeFiles files = new LakeFiles(new Configuration());
    Path lock = RunFolder.lock(path(spec));
    ShutdownGrace grace = new ShutdownGrace();
    try (RunLock held = RunLock.acquire(files, lock, host.name(), host.clock())) {
      LOG.debug("holding {}", held);
      new StoreLock(files, spec.lake(), host.name(), host.clock()).refuseIfHeld();
      return new JobRunner(spec, host, folder(spec)).runAll(jobs);
    } catch (UncheckedIOException e) {
      throw OutsideFault.of(e, spec.lake().root()).orElseThrow(() -> e);
    } finally {
      grace.close();
    }
  }

  /** The run's folder as it is now. */
  public static RunFolder folder(RunSpec spec) {
    LakeFiles files = new LakeFiles(new Configuration());
    return new RunFolder(files, path(spec), spec.task().name(), spec.ds());
  }

  private static Path path(RunSpec spec) {
    return spec.lake().run(spec.task().name(), spec.ds());
  }

  private int runAll(List<StepJob> jobs) {
    run.save(run.manifest().started(application()));
    try {
      run.clearStaging();
      jobs.forEach(this::runStep);
      return end(stop == null ? ExitCode.OK : stop.code(), stop == null ? null : stop.message());
    } catch (AssayException e) {
      end(e.exitCode(), e.getMessage());
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      Optional<AssayException> outside = OutsideFault.of(e, spec.lake().root());
      outside.ifPresentOrElse(
          fault -> end(fault.exitCode(), fault.getMessage()),
          () -> end(ExitCode.BUG, OutsideFault.firstLine(e)));
      if (outside.isPresent()) {
        throw outside.get();
      }
      throw e;
    } finally {
      if (session != null) {
        session.stop();
      }
    }
  }

  private void runStep(StepJob job) {
    Step step = job.step();
    String fingerprint = fingerprint(spec, run, job);
    if (run.complete(step.key(), fingerprint)) {
      host.screen().line(String.format(Locale.ROOT, "%-9s done already", step.key()));
      return;
    }
    JobContext context = open();
    double coresBefore = context.coreTime().seconds();
    long started = host.clock().millis();
    host.screen().progress(step.key() + " …");
    PartitionSizes.set(context, step);
    job.runAlone(context);
    double seconds = (host.clock().millis() - started) / 1_000.0;
    noteWork(step, context, context.coreTime().seconds() - coresBefore);
    ProcessMemory.peakMib().ifPresent(mib -> context.note(MeasuredRun.PEAK_MIB, mib));
    stop = context.stop() == null ? stop : context.stop();
    publish(
        step, context.stop() == null ? fingerprint : fingerprint + "-stopped", seconds, context);
    LOG.info("step {} took {} s, wrote {}", step.key(), seconds, context.tables().staged());
    host.screen().line(summary(step, seconds, context));
    Stream.of(context.savedWork(), context.stop() == null ? null : context.stop().message())
        .filter(Objects::nonNull)
        .forEach(line -> host.screen().line("          " + line));
  }

  /** Plans go by it, so a step that was saved the work says what it took when it was done. */
  private void noteWork(Step step, JobContext context, double coreSeconds) {
    if (context.savedWork() == null) {
      context.note(MeasuredRun.CORE_SECONDS, coreSeconds);
      context.note(MeasuredRun.CORES, context.session().sparkContext().defaultParallelism());
      return;
    }
    for (String name : List.of(MeasuredRun.CORE_SECONDS, MeasuredRun.CORES)) {
      context.noteOf(run, step, name).ifPresent(value -> context.note(name, value));
    }
  }

  private void publish(Step step, String fingerprint, double seconds, JobContext context) {
    run.publish(
        new Manifest.Step(
            step.key(), fingerprint, Map.of(), seconds, context.spentMicroUsd(), context.notes()),
        context.tables().staged(),
        step.dependents().stream().map(Step::key).collect(Collectors.toSet()));
  }

  /** Inputs, configuration, code and seed of a step, and the fingerprints of those before it. */
  public static String fingerprint(RunSpec spec, RunFolder run, StepJob job) {
    Step step = job.step();
    Map<String, Object> all = new TreeMap<>();
    all.put("code", CodeVersion.current());
    all.put("step", step.key());
    all.put("inputs", job.inputs(spec));
    for (Step earlier : step.after()) {
      run.manifest()
          .step(earlier.key())
          .ifPresent(done -> all.put("after " + earlier.key(), done.fingerprint()));
    }
    return ContentHash.sha256_128(CanonicalJson.of(all));
  }

  private JobContext open() {
    SparkSession open = session;
    CoreTime time = coreTime;
    if (open == null || time == null) {
      host.screen().progress("starting Spark …");
      open = Sessions.open(spec, host);
      time = CoreTime.of(open);
      open.sparkContext().addSparkListener(new StageProgress(host.screen()));
      session = open;
      coreTime = time;
    }
    return new JobContext(open, spec, run, before, host, time);
  }

  private int end(ExitCode code, @Nullable String message) {
    String outcome =
        code == ExitCode.OK ? "ok" : code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    run.save(run.manifest().ended(outcome, code.code(), message));
    return code.code();
  }

  private Map<String, String> application() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("code", CodeVersion.current());
    facts.put("java", Runtime.version().toString());
    facts.put("host", host.name());
    facts.put("started_at", host.clock().instant().toString());
    return facts;
  }

  private static String summary(Step step, double seconds, JobContext context) {
    String wrote =
        context.tables().staged().entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    return String.format(Locale.ROOT, "%-9s %6.1f s  %s", step.key(), seconds, wrote);
  }
}
