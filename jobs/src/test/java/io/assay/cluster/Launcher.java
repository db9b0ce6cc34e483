package io.assay.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script {@code assay} of this checkout, as people call it. */
public final class Launcher {
  private static final Path PROJECT = Path.of(System.getProperty("assay.project"));
  private static final long LONGEST_MINUTES = 120;

  /** For JVMs that live for seconds. */
  static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m";

  private Launcher() {}

  /** How it ended and what it printed. */
  public record Ended(int code, String printed) {}

  /**
   * Runs it to its end.
   *
   * @param folder where it is called, and where what it prints is kept
   * @param settings environment variables beside {@code ASSAY_HOME}
   */
  public static Ended run(Path folder, Map<String, String> settings, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(PROJECT.resolve("assay").toString()));
    command.addAll(arguments);
    return run(folder, command, settings);
  }

  /** Runs any command to its end, with the launcher's cache. */
  public static Ended run(Path folder, List<String> command, Map<String, String> settings) {
    try {
      File printed = Files.createTempFile(folder, "printed-", ".txt").toFile();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(printed);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("ASSAY_HOME", SparkHome.assayHome().path().toString());
      builder.environment().put("JAVA_TOOL_OPTIONS", ONE_COMPILER);
      builder.environment().putAll(settings);
      Process process = builder.start();
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("does not end: " + Files.readString(printed.toPath()));
      }
      return new Ended(process.exitValue(), Files.readString(printed.toPath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
