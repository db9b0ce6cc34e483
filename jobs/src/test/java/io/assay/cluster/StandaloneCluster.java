package io.assay.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One master and two workers of one core each, all processes of their own on this machine. */
public final class StandaloneCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final Duration LONGEST_DRIVER = Duration.ofMinutes(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final String javaOptions;
  private final int port = freePort();
  private final int restPort = freePort();
  private final int pagePort = freePort();
  private final List<Process> daemons = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private StandaloneCluster(Path folder, String javaOptions) {
    this.folder = folder;
    this.javaOptions = javaOptions;
  }

  /**
   * Starts a cluster and waits for its workers.
   *
   * @param folder for logs, drivers and executors
   */
  public static StandaloneCluster start(Path folder) {
    return start(folder, Launcher.ONE_COMPILER);
  }

  /** The same, whose executors may live for long. */
  public static StandaloneCluster start(Path folder, String javaOptions) {
    StandaloneCluster cluster = new StandaloneCluster(folder, javaOptions);
    try {
      cluster.startDaemons();
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** The master for client mode. */
  public String url() {
    return "spark://" + HOST + ":" + port;
  }

  /** The master's REST port, for cluster mode. */
  public int restPort() {
    return restPort;
  }

  /** The master's port, for client mode. */
  public int port() {
    return port;
  }

  /** Waits for the end of a driver that was submitted in cluster mode; its last state. */
  public String endOf(String driver) {
    return await(
        LONGEST_DRIVER,
        "driver " + driver,
        () ->
            get(restPort, "/v1/submissions/status/" + driver)
                .map(status -> status.path("driverState").asText())
                .filter(state -> !List.of("SUBMITTED", "RUNNING", "RELAUNCHING").contains(state)));
  }

  /** What a driver wrote on its standard output and error in cluster mode. */
  public String printedBy(String driver) throws IOException {
    StringBuilder printed = new StringBuilder();
    for (String worker : List.of("worker-1", "worker-2")) {
      for (String stream : List.of("stdout", "stderr")) {
        Path file = folder.resolve(worker).resolve(driver).resolve(stream);
        printed.append(Files.exists(file) ? Files.readString(file) : "");
      }
    }
    return printed.toString();
  }

  /** Kills one executor with -9, as a machine that goes; false if there is none. */
  public boolean killAnExecutor() {
    return daemons.stream()
        .flatMap(Process::descendants)
        .filter(ProcessHandle::isAlive)
        .findFirst()
        .map(ProcessHandle::destroyForcibly)
        .orElse(false);
  }

  @Override
  public void close() {
    daemons.forEach(Process::destroy);
    for (Process daemon : daemons) {
      try {
        if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
          daemon.destroyForcibly();
        }
      } catch (InterruptedException e) {
        daemon.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private void startDaemons() {
    String page = String.valueOf(pagePort);
    daemon("master", "master.Master", "--port", String.valueOf(port), "--webui-port", page);
    await(LONGEST_START, "master", this::workers);
    worker("worker-1");
    worker("worker-2");
    await(LONGEST_START, "workers", () -> workers().filter(alive -> alive == 2));
  }

  private Optional<Integer> workers() {
    return get(pagePort, "/json/").map(state -> state.path("aliveworkers").asInt());
  }

  private void worker(String name) {
    String work = folder.resolve(name).toString();
    String page = String.valueOf(freePort());
    daemon(
        name,
        "worker.Worker",
        "--webui-port",
        page,
        "--cores",
        "1",
        "--memory",
        "4g",
        "--work-dir",
        work,
        url());
  }

  private void daemon(String name, String type, String... options) {
    List<String> command = new ArrayList<>();
    command.add(SparkHome.path().resolve("bin/spark-class").toString());
    command.add("org.apache.spark.deploy." + type);
    command.addAll(List.of("--host", HOST));
    command.addAll(List.of(options));
    try {
      Files.createDirectories(folder.resolve("conf"));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(name + ".log").toFile());
      var environment = builder.environment();
      environment.put("SPARK_HOME", SparkHome.path().toString());
      environment.put("JAVA_HOME", System.getProperty("java.home"));
      environment.put("JAVA_TOOL_OPTIONS", javaOptions);
      environment.put("SPARK_LOCAL_IP", HOST);
      environment.put("SPARK_DAEMON_MEMORY", "256m");
      environment.put("SPARK_CONF_DIR", folder.resolve("conf").toString());
      environment.put("SPARK_LOCAL_DIRS", folder.resolve("local").toString());
      environment.put(
          "SPARK_MASTER_OPTS",
          "-Dspark.master.rest.enabled=true -Dspark.master.rest.host=%s -Dspark.master.rest.port=%d"
              .formatted(HOST, restPort));
      daemons.add(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<JsonNode> get(int from, String path) {
    try {
      URI uri = URI.create("http://" + HOST + ":" + from + path);
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private <T> T await(Duration longest, String what, Supplier<Optional<T>> ready) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> found = ready.get();
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
    throw new AssertionError(what + " is not ready; see the logs in " + folder);
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
