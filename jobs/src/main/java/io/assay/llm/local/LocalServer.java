package io.assay.llm.local;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.AssayHome;
import io.assay.io.PipPackage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * llama.cpp's OpenAI-compatible server as a child of this process, on the loopback interface and a
 * free port. It ends when its standard input closes, so that it dies with a killed driver.
 */
public final class LocalServer implements AutoCloseable {
  /** The server, with natives and without dependencies. */
  static final PipPackage PACKAGE = new PipPackage("xllamacpp", "2026.10.11549");

  private static final int KEPT_LINES = 20;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Process process;
  private final String address;

  private LocalServer(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Fetches the server if need be, starts it and waits until the model is loaded.
   *
   * @param python command that runs Python 3 with pip
   * @param contextTokens prompt and answer together at most
   * @param threads cores that it may use
   * @throws AssayException (NOT_READY) if it does not come up
   */
  public static LocalServer start(
      AssayHome home, String python, LocalModel model, int contextTokens, int threads) {
    Path library = install(home, python);
    ProcessBuilder builder =
        new ProcessBuilder(
            python,
            "-c",
            program(),
            model.file().toAbsolutePath().toString(),
            Integer.toString(contextTokens),
            Integer.toString(threads));
    builder.environment().put("PYTHONPATH", library.toString());
    // Waiting threads that spin make the server ten times slower on a busy machine.
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    builder.environment().put("GOMP_SPINCOUNT", "0");
    try {
      return await(builder.start(), model);
    } catch (IOException e) {
      throw notUp(model, "cannot run " + python + ": " + e.getMessage());
    }
  }

  private static Path install(AssayHome home, String python) {
    Path target = home.path().resolve("python").resolve(PACKAGE.name() + "-" + PACKAGE.version());
    return CacheFolder.holding(
        Path.of(target + ".lock"),
        () -> {
          if (!Files.isDirectory(target)) {
            Path partial = Path.of(target + ".installing");
            CacheFolder.delete(partial);
            PACKAGE.install(python, partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
          }
          return target;
        });
  }

  private static String program() {
    try (InputStream in = LocalServer.class.getResourceAsStream("local_server.py")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalServer await(Process process, LocalModel model) {
    Deque<String> lastWords = new ArrayDeque<>();
    CompletableFuture<Void> drained = drain(process, lastWords);
    CompletableFuture<String> address = CompletableFuture.supplyAsync(() -> firstLine(process));
    try {
      String line = address.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (line.startsWith("http")) {
        return new LocalServer(process, line);
      }
      drained.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      lastWords.addLast("it did not start within " + START_LIMIT.toSeconds() + " s");
    }
    process.destroyForcibly();
    throw notUp(model, reason(lastWords));
  }

  /** The address, printed once the model is loaded; empty if the server ended before. */
  private static String firstLine(Process process) {
    try {
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      String line = out.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the server's messages so that it never blocks on them, and keeps the last few. */
  private static CompletableFuture<Void> drain(Process process, Deque<String> lastWords) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              process
                  .errorReader(StandardCharsets.UTF_8)
                  .lines()
                  .forEach(line -> keep(lastWords, line));
              done.complete(null);
            },
            "local-llm-messages");
    reader.setDaemon(true);
    reader.start();
    return done;
  }

  private static void keep(Deque<String> lines, String line) {
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > KEPT_LINES) {
        lines.removeFirst();
      }
    }
  }

  private static String reason(Deque<String> lastWords) {
    List<String> lines;
    synchronized (lastWords) {
      lines = List.copyOf(lastWords);
    }
    if (lines.stream().anyMatch(line -> line.contains("libgomp"))) {
      return "the system library libgomp1 is missing; install it (Debian: apt-get install libgomp1)";
    }
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }

  private static AssayException notUp(LocalModel model, String reason) {
    return new AssayException(
        ExitCode.NOT_READY,
        "the local server does not start with %s: %s. Name another endpoint with --llm, or --llm none"
            .formatted(model.file(), reason));
  }

  /** Where it listens, with {@code http://} and the port, without a path. */
  public String address() {
    return address;
  }

  /** CPU time that the server has used, user and system, over all its threads. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Stops the server and waits for its end. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
