package io.assay.job;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.AssayHome;
import io.assay.job.ask.Ask;
import io.assay.job.ask.Sample;
import io.assay.job.evaluate.Decide;
import io.assay.job.evaluate.Evaluate;
import io.assay.job.evaluate.Report;
import io.assay.job.evaluate.Review;
import io.assay.job.evaluate.WhatIf;
import io.assay.job.ingest.Hashtags;
import io.assay.job.ingest.Import;
import io.assay.job.ingest.Ingest;
import io.assay.job.ingest.Split;
import io.assay.job.predict.Embed;
import io.assay.job.predict.Predict;
import io.assay.job.predict.Train;
import io.assay.job.run.Entry;
import io.assay.job.run.Host;
import io.assay.job.run.OutsideFault;
import io.assay.job.run.Screen;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "assay",
    mixinStandardHelpOptions = true,
    version = "assay 0.1.0",
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Which tool should label your posts, how accurate is each, what does each cost?",
      "",
      "./assay run      does everything on the bundled posts",
      "./assay run --task conf/tasks/NAME.yaml --posts PATH --gold PATH      on yours",
      ""
    },
    subcommands = {
      Run.class,
      Plan.class,
      Ingest.class,
      Hashtags.class,
      Embed.class,
      Split.class,
      Sample.class,
      Ask.class,
      Train.class,
      Predict.class,
      Evaluate.class,
      Decide.class,
      Report.class,
      WhatIf.class,
      Review.class,
      Import.class,
      Compact.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ok",
      "2:command line, task file, price, key, or the content of gold or imports is wrong",
      "3:the budget stopped ask; the other steps ran on what there is",
      "4:a check failed (leakage, audit)",
      "5:not ready, try again: an input, an earlier step or an endpoint is missing, or another run is at it",
      "70:a bug"
    })
public final class Assay implements Entry {
  private static final Logger LOG = LoggerFactory.getLogger(Assay.class);

  private Assay() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = commandLine().execute(args);
    // spark-submit takes the code from here; stray non-daemon threads of libraries must not hold
    // us.
    System.exit(code);
  }

  /** The command line as the tests and the main method use it. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Assay());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(e, command));
    return line;
  }

  private static int explain(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    if (e instanceof AssayException known) {
      LOG.info("ended with {}", known.exitCode());
      err.println("assay: " + known.getMessage());
      return known.exitCode().code();
    }
    LOG.error("this is a bug", e);
    err.println("assay: a bug: " + OutsideFault.firstLine(e) + " (the stack trace is in the log)");
    return ExitCode.BUG.code();
  }

  @Override
  public Host host() {
    var environment = System.getenv();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    return new Host(
        Clock.systemUTC(),
        environment,
        home(environment),
        hostName(),
        Runtime.getRuntime().availableProcessors(),
        new Screen(out, Boolean.getBoolean("assay.terminal")));
  }

  /** A driver that a cluster starts has its properties, not the environment of who submitted it. */
  private static AssayHome home(Map<String, String> environment) {
    String given = System.getProperty("assay.home");
    return given == null
        ? AssayHome.of(environment, System.getProperty("user.home"))
        : new AssayHome(Path.of(given));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
