package io.assay.io;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Copies a jar, without its dependencies, out of a Maven repository.
 *
 * @param maven the command to start
 */
record MavenCopy(String maven) {
  private static final String GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";
  private static final int SHOWN_LINES = 10;

  /**
   * Leaves {@code artifact-version.jar} in the folder.
   *
   * @throws AssayException (NOT_READY) with the end of Maven's output
   */
  void run(String coordinates, Path folder) {
    try {
      Process process = start(coordinates, folder);
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (waitFor(process) != 0) {
        throw notFetched(coordinates, lastLines(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the folder itself, which has no pom.xml: the goal must not become part of a build. */
  private Process start(String coordinates, Path folder) {
    String artifact = "-Dartifact=" + coordinates + ":jar";
    String output = "-DoutputDirectory=" + folder.toAbsolutePath();
    try {
      return new ProcessBuilder(
              List.of(maven, "-B", "-q", "-Dstyle.color=never", GOAL, artifact, output))
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw notFetched(coordinates, "Maven cannot be started: " + e.getMessage());
    }
  }

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Maven was fetching", e);
    }
  }

  private static AssayException notFetched(String coordinates, String reason) {
    return new AssayException(
        ExitCode.NOT_READY, "%s cannot be fetched with Maven: %s".formatted(coordinates, reason));
  }

  private static String lastLines(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }
}
