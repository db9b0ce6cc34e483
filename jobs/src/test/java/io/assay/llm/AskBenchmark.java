package io.assay.llm;

import com.sun.net.httpserver.HttpServer;
import io.assay.bench.Benchmarks;
import io.assay.bench.Ratios;
import io.assay.config.LlmEndpoint;
import io.assay.config.Problems;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.cost.Prices;
import io.assay.io.AssayHome;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import io.assay.io.answer.AnswerJournal;
import io.assay.io.answer.AnswerStore;
import io.assay.llm.prompt.AskRequest;
import io.assay.llm.prompt.LlmQuestion;
import io.assay.llm.prompt.LlmQuestion.Post;
import io.assay.llm.prompt.PromptTemplate;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Asking against a server with a fixed delay.
 *
 * <p>Arguments: {@code throughput} (the product against a bare concurrent client with as many calls
 * in flight; requests, in flight, milliseconds of delay, rounds), {@code heap} (posts that are
 * asked from nothing, with the memory that is in use afterwards), or {@code stored} (answers in the
 * store, posts that are asked about).
 */
public final class AskBenchmark {
  private static final String ANSWER =
      ScriptedServer.says("funny")
          .body()
          .replaceFirst("\\}$", ",\"id\":\"" + "x".repeat(600) + "\"}");
  private static final double MIB = 1024.0 * 1024;

  private AskBenchmark() {}

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    // Else the JDK's server drops connections that a client means to use again.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "5000");
    System.setProperty("sun.net.httpserver.idleInterval", "3600");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Path folder = Benchmarks.folder("ask");
    switch (args[0]) {
      case "throughput" -> throughput(folder, numbers(args, 4_000, 64, 100, 5));
      case "heap" -> heap(folder, numbers(args, 100_000, 256, 20));
      case "stored" -> stored(folder, numbers(args, 1_000_000, 10_000));
      default -> throw new IllegalArgumentException(args[0] + ": throughput, heap or stored");
    }
  }

  private static int[] numbers(String[] args, int... defaults) {
    int[] numbers = defaults.clone();
    for (int i = 1; i < args.length; i++) {
      numbers[i - 1] = Integer.parseInt(args[i]);
    }
    return numbers;
  }

  /** A server that answers every call after so many milliseconds. */
  private static HttpServer server(int delay) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10_000);
    byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Thread.sleep(delay);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private static void stop(HttpServer server) {
    server.stop(0);
    ((ExecutorService) server.getExecutor()).shutdownNow();
  }

  private static String settings(int inFlight) {
    return "answer_style: none\nmax_output_tokens: 5\nconcurrency: " + inFlight;
  }

  private static void throughput(Path folder, int[] n) throws Exception {
    HttpServer server = server(n[2]);
    AskHarness harness = new AskHarness(folder, url(server), settings(n[1])).realTime();
    List<AskRequest> requests = AskHarness.requests(n[0]);
    int[] journals = new int[1];
    System.out.println(
        Ratios.measure(
            n[0],
            n[3],
            () -> {
              try (AnswerJournal journal = AskHarness.journal(folder, "round" + journals[0]++)) {
                harness.asker(budget()).ask(requests, journal);
              }
            },
            () -> bare(url(server), requests, n[1])));
    stop(server);
  }

  /** As fast as the HTTP client alone can be: no budget, no journal, no reading of answers. */
  private static void bare(String url, List<AskRequest> requests, int inFlight) throws Exception {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService threads = Executors.newFixedThreadPool(inFlight);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (AskRequest request : requests) {
      String body =
          "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
              .formatted(request.text());
      HttpRequest call =
          HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      calls.add(() -> http.send(call, HttpResponse.BodyHandlers.ofString()).statusCode());
    }
    for (Future<Integer> status : threads.invokeAll(calls)) {
      if (status.get() != 200) {
        throw new IllegalStateException("HTTP " + status.get());
      }
    }
    threads.shutdown();
  }

  private static void heap(Path folder, int[] n) throws Exception {
    HttpServer server = server(n[2]);
    try (SparkSession session = session()) {
      double seconds = ask(session, folder, url(server), n[1], n[0], n[0]);
      Runtime runtime = Runtime.getRuntime();
      System.gc();
      System.out.printf(
          Locale.ROOT,
          "%,d posts asked in %.1f s (%,.0f/s), heap of %,.0f MiB, %,.0f MiB in use afterwards%n",
          n[0],
          seconds,
          n[0] / seconds,
          runtime.maxMemory() / MIB,
          (runtime.totalMemory() - runtime.freeMemory()) / MIB);
    }
    stop(server);
  }

  private static void stored(Path folder, int[] n) throws Exception {
    HttpServer server = server(0);
    try (SparkSession session = session()) {
      ask(session, folder, url(server), 64, 10, 10);
      session
          .range(n[0])
          .selectExpr(
              "substr(sha2(concat('post ', id), 256), 1, 32) request_hash",
              "0 repeat",
              "'answered' outcome",
              "'" + ANSWER + "' raw",
              "'stop' finish_reason",
              "100 input_tokens",
              "2 output_tokens",
              "120L cost_micro_usd",
              "100 latency_ms",
              "1 attempts",
              "current_timestamp() asked_at")
          .write()
          .mode("append")
          .parquet(answers(folder).toString());
      for (int round = 0; round < 3; round++) {
        System.out.printf(
            Locale.ROOT,
            "%,d answers stored, %,d posts asked about in %.1f s%n",
            n[0],
            n[1],
            ask(session, folder, url(server), 64, n[1], 0));
      }
    }
    stop(server);
  }

  /** The only folder of answers. */
  private static Path answers(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("prompt="))
          .findFirst()
          .orElseThrow();
    }
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.sql.shuffle.partitions", 4)
        .getOrCreate();
  }

  /** Seconds of one asking of which so many texts are to be new. */
  private static double ask(
      SparkSession session, Path folder, String url, int inFlight, int posts, int fresh)
      throws IOException {
    LlmEndpoint endpoint = AskHarness.endpoint(folder, url, settings(inFlight));
    LlmSurroundings surroundings =
        new LlmSurroundings(
            new AnswerStore(
                session,
                new LakeFiles(session.sparkContext().hadoopConfiguration()),
                Lake.at(folder.resolve("lake").toString())),
            new Prices(
                "prices.yaml",
                LocalDate.of(2026, 11, 1),
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                Map.of()),
            Map.of(),
            new AssayHome(folder),
            "python3",
            2,
            "here",
            Clock.systemUTC(),
            time -> Thread.sleep(time.toMillis()));
    LlmQuestion question =
        new LlmQuestion(
            "llm",
            Map.of("funny", List.of(), "cute", List.of()),
            PromptTemplate.parse(Path.of("p"), "{labels}\n{post}", new Problems()).orElseThrow(),
            List.of(),
            Map.of());
    List<Post> wanted =
        IntStream.range(0, posts).mapToObj(i -> new Post("p" + i, "post " + i)).toList();
    long start = System.nanoTime();
    LlmResult result =
        new LlmLabeling(surroundings, endpoint, 7, null)
            .ask(question, wanted, 0, budget(), (done, total, spent) -> {});
    double seconds = (System.nanoTime() - start) / 1e9;
    if (result.labels().size() != posts || result.summary().asked() != fresh) {
      throw new IllegalStateException(
          "%d labels, %d asked".formatted(result.labels().size(), result.summary().asked()));
    }
    return seconds;
  }

  private static Budget budget() {
    return new Budget(new Money(1_000_000_000_000L), null, Money.ZERO);
  }
}
