package io.assay.job.run;

import io.assay.config.AssayConfig;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.config.TaskLoader;
import io.assay.cost.Prices;
import io.assay.embed.EmbedderSpec;
import io.assay.io.Lake;
import io.assay.labeler.Labelers;
import io.assay.llm.BatchMode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command was asked to do, checked. Nothing behind it sees the command line.
 *
 * @param posts paths; empty when no step needs them
 * @param gold paths; empty when there is none
 * @param columns our name to theirs
 * @param llm the endpoint that replaces those of the task, null to keep them
 * @param maxUsd cap of this run, null for the task's
 * @param batch how far LLMs are asked through their batch API, null for one by one
 * @param conf the configuration folder
 */
public record RunSpec(
    Task task,
    List<String> posts,
    List<String> gold,
    Lake lake,
    String ds,
    Map<String, String> columns,
    @Nullable String llm,
    @Nullable BigDecimal maxUsd,
    @Nullable BatchMode batch,
    Path conf,
    AssayConfig defaults,
    Prices prices) {

  private static final String NO_LLM = "none";

  /**
   * Checks the options and loads the files that they name.
   *
   * @throws AssayException {@link ExitCode#USAGE} with what is wrong
   */
  public static RunSpec of(RunOptions options, Host host) {
    ClusterPaths.check(options, System.getProperty("spark.submit.deployMode"));
    Path conf = Path.of(options.conf);
    if (!Files.isDirectory(conf)) {
      throw usage(
          "there is no configuration folder " + conf.toAbsolutePath() + "; name it with --conf");
    }
    AssayConfig defaults = AssayConfig.load(conf.resolve("assay.yaml"));
    Path project = conf.toAbsolutePath().resolve("..").normalize();
    boolean bundled = options.task == null;
    Path taskFile = bundled ? project.resolve(defaults.task()) : Path.of(options.task);
    Task task = TaskLoader.load(taskFile, Labelers.KINDS);
    Labelers.checkLearningCurve(task);
    return new RunSpec(
        NO_LLM.equals(options.llm) ? withoutLlm(task) : task,
        bundled && options.posts.isEmpty() ? within(project, defaults.posts()) : options.posts,
        bundled && options.posts.isEmpty() ? within(project, defaults.gold()) : options.gold,
        Lake.at(options.lake == null ? defaults.lake() : options.lake),
        date(options.ds, host),
        Map.copyOf(options.columns),
        NO_LLM.equals(options.llm) ? null : options.llm,
        options.maxUsd,
        options.batch,
        conf,
        defaults,
        Prices.load(project.resolve(defaults.prices())));
  }

  /** Embedders of the task. */
  public List<EmbedderSpec> embedders() {
    return task.embedders().stream().map(this::embedder).toList();
  }

  /** An embedder of the configuration. */
  public EmbedderSpec embedder(String name) {
    return EmbedderSpec.load(conf, name);
  }

  private static List<String> within(Path project, List<String> paths) {
    return paths.stream().map(path -> project.resolve(path).toString()).toList();
  }

  /** Without the labelers that ask an LLM, and without those that rest on one of them. */
  private static Task withoutLlm(Task task) {
    List<LabelerSpec> asking = task.labelers().stream().filter(LabelerSpec::asks).toList();
    return task.withLabelers(
        task.labelers().stream()
            .filter(spec -> !asking.contains(spec))
            .filter(spec -> asking.stream().noneMatch(llm -> task.learnsWith(spec, llm.name())))
            .toList());
  }

  private static String date(@Nullable String ds, Host host) {
    if (ds == null) {
      return LocalDate.now(host.clock()).toString();
    }
    try {
      return LocalDate.parse(ds).toString();
    } catch (DateTimeParseException e) {
      throw usage("--ds %s is no date; write it as 2026-03-01".formatted(ds));
    }
  }

  private static AssayException usage(String message) {
    return new AssayException(ExitCode.USAGE, message);
  }
}
