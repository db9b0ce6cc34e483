package io.assay.job.evaluate;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.Task;
import io.assay.cost.Prices;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code what-if} may change; what is not given stays as the task and the prices say. */
final class ScenarioOptions {
  @Option(names = "--bar", paramLabel = "SHARE", description = "The bar, for example 0.7.")
  @Nullable Double bar;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "What is held against it: ${COMPLETION-CANDIDATES} (small letters do too).")
  Task.Bar.@Nullable Metric metric;

  @Option(
      names = "--min-coverage",
      paramLabel = "SHARE",
      description = "Posts that a tool must label; with selective_accuracy only.")
  @Nullable Double minCoverage;

  @Option(names = "--confidence", paramLabel = "SHARE", description = "For example 0.95.")
  @Nullable Double confidence;

  @Option(names = "--corpus-size", paramLabel = "POSTS", description = "Posts to be labelled.")
  @Nullable Long corpusSize;

  @Option(names = "--max-hours", paramLabel = "HOURS", description = "Slower tools are out.")
  @Nullable Double maxHours;

  @Option(names = "--cores", paramLabel = "N", description = "Cores that label the corpus.")
  @Nullable Integer cores;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Other prices, in the form of conf/prices.yaml.")
  @Nullable Path prices;

  @Option(names = "--core-hour-usd", paramLabel = "USD", description = "One core for one hour.")
  @Nullable BigDecimal coreHourUsd;

  @Option(names = "--person-hour-usd", paramLabel = "USD", description = "An hour of people.")
  @Nullable BigDecimal personHourUsd;

  @Option(names = "--gold-label-usd", paramLabel = "USD", description = "A label by people.")
  @Nullable BigDecimal goldLabelUsd;

  /**
   * Checks what can be checked without a run.
   *
   * @throws AssayException {@link ExitCode#USAGE} with the option that cannot be
   */
  void check(Task task) {
    within("--bar", bar, 0, 1);
    within("--min-coverage", minCoverage, 0, 1);
    within("--confidence", confidence, 0.5, 0.9999);
    within("--corpus-size", corpusSize, 1, Double.MAX_VALUE);
    within("--max-hours", maxHours, 0.01, Double.MAX_VALUE);
    within("--cores", cores, 1, 1_000_000);
    within("--core-hour-usd", coreHourUsd, 0, Double.MAX_VALUE);
    within("--person-hour-usd", personHourUsd, 0.01, Double.MAX_VALUE);
    within("--gold-label-usd", goldLabelUsd, 0, Double.MAX_VALUE);
    bar(task.bar());
  }

  /** The scenario with these changes. */
  Scenario applied(Scenario is) {
    return new Scenario(
        bar(is.bar()),
        or(maxHours, is.maxHours()),
        corpusSize == null ? is.corpusSize() : corpusSize,
        cores == null ? is.cores() : cores,
        prices(prices == null ? is.prices() : Prices.load(prices)));
  }

  private Task.Bar bar(Task.Bar is) {
    Task.Bar.Metric judged = metric == null ? is.metric() : metric;
    boolean selective = judged == Task.Bar.Metric.SELECTIVE_ACCURACY;
    if (!selective && minCoverage != null) {
      throw usage("--min-coverage goes with --metric selective_accuracy");
    }
    Double covered = or(minCoverage, is.minCoverage());
    if (selective && covered == null) {
      throw usage("--metric selective_accuracy needs --min-coverage, for example 0.05");
    }
    return new Task.Bar(
        judged,
        bar == null ? is.atLeast() : bar,
        confidence == null ? is.confidence() : confidence,
        selective ? covered : null);
  }

  private Prices prices(Prices listed) {
    return new Prices(
        listed.source(),
        listed.asOf(),
        coreHourUsd == null ? listed.coreHourUsd() : coreHourUsd,
        personHourUsd == null ? listed.personHourUsd() : personHourUsd,
        goldLabelUsd == null ? listed.goldLabelUsd() : goldLabelUsd,
        listed.models());
  }

  private static @Nullable Double or(@Nullable Double given, @Nullable Double otherwise) {
    return given == null ? otherwise : given;
  }

  private static void within(String option, @Nullable Number value, double least, double most) {
    if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      String range =
          most == Double.MAX_VALUE
              ? "at least %s".formatted(number(least))
              : "%s to %s".formatted(number(least), number(most));
      throw usage("%s %s cannot be; it must be %s".formatted(option, value, range));
    }
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static AssayException usage(String message) {
    return new AssayException(ExitCode.USAGE, message);
  }
}
