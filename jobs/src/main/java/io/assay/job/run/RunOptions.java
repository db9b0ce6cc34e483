package io.assay.job.run;

import io.assay.llm.BatchMode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What every command about a run shares: its options, and the process that it is run in. */
public final class RunOptions {
  @Option(
      names = "--task",
      paramLabel = "FILE",
      description = "The task file. Without it: the bundled task on the bundled posts.")
  public @Nullable String task;

  @Option(
      names = "--posts",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Posts: JSONL, CSV or Parquet; files, folders or globs, .gz or not.")
  public List<String> posts = new ArrayList<>();

  @Option(
      names = "--gold",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Labels by people, in the same formats: id, label, and if known split, annotator, source.")
  public List<String> gold = new ArrayList<>();

  @Option(
      names = "--lake",
      paramLabel = "PATH",
      description = "Where everything is written; default ./lake.")
  public @Nullable String lake;

  @Option(
      names = "--ds",
      paramLabel = "YYYY-MM-DD",
      description = "The run's date; default today (UTC).")
  public @Nullable String ds;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "OURS=THEIRS",
      description = "Renames columns of the input, for example id=tweet_id,text=body.")
  Map<String, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--llm",
      paramLabel = "NAME",
      description =
          "Asks the endpoint conf/llm/NAME.yaml instead of those in the task file; none asks no LLM.")
  @Nullable String llm;

  @Option(
      names = "--max-usd",
      paramLabel = "USD",
      description = "Caps what asking may cost in this run.")
  public @Nullable BigDecimal maxUsd;

  @Option(
      names = "--batch",
      arity = "0..1",
      fallbackValue = "wait",
      paramLabel = "MODE",
      description =
          "Asks LLMs through their batch API: submit hands over and ends, fetch takes what is ready and ends, wait (the default) does both and waits.")
  @Nullable BatchMode batch;

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      defaultValue = "${sys:assay.conf:-${env:ASSAY_CONF:-conf}}",
      description =
          "The folder of assay.yaml, prices.yaml, llm/ and embedders/; default $ASSAY_CONF or ./conf.")
  public String conf = "conf";

  @ParentCommand private @Nullable Entry entry;

  /** What the command line asks for, checked. */
  public RunSpec spec() {
    return RunSpec.of(this, host());
  }

  /** The surroundings of the process. */
  public Host host() {
    return Objects.requireNonNull(entry, "these options came from no command line").host();
  }
}
