package io.assay.job;

import io.assay.embed.TestModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The real command line in a process of its own, as the launcher starts it. */
public final class AssayProcess {
  public static final Path PROJECT = Path.of(System.getProperty("assay.project"));

  private static final long LONGEST_MINUTES = 20;

  private final Process process;
  private final Path out;

  /** How a process ended and what it printed. */
  record Ended(int code, String printed) {}

  private AssayProcess(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /** Runs a command to its end. */
  static Ended run(Path folder, String... command) {
    return start(folder, command).end();
  }

  /** Starts a command in a folder, which gets a log and what is printed. */
  static AssayProcess start(Path folder, String... command) {
    try {
      Path out = Files.createTempFile(folder, "printed-", ".txt");
      Process process =
          builder(folder, command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
      return new AssayProcess(process, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessBuilder builder(Path folder, String... command) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(line::add);
    // With one compiler the JVM reserves 48 MiB for its code, which the code of one run can fill.
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m"));
    line.addAll(List.of("-Xmx1g", "-Duser.timezone=UTC"));
    line.addAll(List.of("-Dfile.encoding=UTF-8", "-Djdk.reflect.useDirectMethodHandle=false"));
    line.add("-Dlog4j2.configurationFile=" + PROJECT.resolve("conf/log4j2.properties"));
    line.add("-Dassay.log=" + folder.resolve("assay.log"));
    line.add("-Djava.io.tmpdir=" + folder);
    line.add("-Dassay.terminal=true");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Assay.class.getName()));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().put("ASSAY_CONF", PROJECT.resolve("conf").toString());
    builder.environment().put("ASSAY_HOME", TestModels.home().path().toString());
    return builder;
  }

  /**
   * Runs a command that may write no file larger than this: the nearest thing to a full disk that
   * needs no disk of its own.
   */
  static Ended runWithFilesUpTo(int kilobytes, Path folder, String... command) {
    try {
      Path out = Files.createTempFile(folder, "printed-", ".txt");
      ProcessBuilder whole = builder(folder, command);
      List<String> limited = new ArrayList<>(List.of("bash", "-c"));
      limited.add("ulimit -f " + kilobytes + "; exec \"$@\"");
      limited.add("bash");
      limited.addAll(whole.command());
      // A pipe: what is printed is no file with a limit.
      Process process = whole.command(limited).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(out, printed);
      return new AssayProcess(process, out).end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it, as {@code kill -9} does, once something holds. */
  void killOnce(BooleanSupplier holds) {
    await(holds);
    process.toHandle().destroyForcibly();
    end();
  }

  /** Tells it to stop, as {@code kill} does, once something holds. */
  Ended stopOnce(BooleanSupplier holds) {
    await(holds);
    process.toHandle().destroy();
    return end();
  }

  private void await(BooleanSupplier holds) {
    try {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
      while (!holds.getAsBoolean()) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new AssertionError("ended too early or never got there:\n" + printed());
        }
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it has printed so far. */
  String printed() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ended end() {
    try {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.toHandle().destroyForcibly();
        throw new AssertionError("does not end:\n" + printed());
      }
      return new Ended(process.exitValue(), printed());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
