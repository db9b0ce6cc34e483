package io.assay.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server on the loopback interface that answers, and misbehaves, as a test says. */
public final class ScriptedServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Script script;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();

  /** What to do with the n-th call, from 1. */
  public interface Script {
    Reply reply(int number, String post) throws InterruptedException;
  }

  /** A call that came in. */
  public record Call(String path, Map<String, List<String>> headers, JsonNode body) {
    /** What the user's last message says. */
    public String post() {
      JsonNode messages = body.path("messages");
      return messages.path(messages.size() - 1).path("content").asText();
    }
  }

  /** A reply; a status of 0 closes the connection without one. */
  public record Reply(int status, Map<String, String> headers, String body) {
    public static Reply ok(String body) {
      return new Reply(200, Map.of(), body);
    }

    public static Reply status(int status) {
      return new Reply(status, Map.of(), "{\"error\":{\"message\":\"no\",\"code\":\"no\"}}");
    }

    /** One byte at a time, each a tenth of a second after the one before. */
    public static Reply trickle(String body) {
      return new Reply(200, Map.of("Trickle", "yes"), body);
    }

    public static Reply hangUp() {
      return new Reply(0, Map.of(), "");
    }
  }

  public ScriptedServer(Script script) throws IOException {
    this.script = script;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** An answer in OpenAI's shape with 100 input tokens and 2 output tokens. */
  public static Reply says(String content) {
    return completion(content, "stop", "{\"prompt_tokens\":100,\"completion_tokens\":2}");
  }

  public static Reply completion(String content, String finish, String usage) {
    try {
      return Reply.ok(
          "{\"choices\":[{\"finish_reason\":%s,\"message\":{\"content\":%s}}],\"usage\":%s}"
              .formatted(JSON.writeValueAsString(finish), JSON.writeValueAsString(content), usage));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  public List<Call> calls() {
    return calls;
  }

  int mostInFlight() {
    return mostInFlight.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Call call =
          new Call(
              exchange.getRequestURI().getPath(),
              Map.copyOf(exchange.getRequestHeaders()),
              JSON.readTree(body));
      int number;
      synchronized (calls) {
        calls.add(call);
        number = calls.size();
      }
      send(exchange, script.reply(number, call.post()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private static void send(HttpExchange exchange, Reply reply)
      throws IOException, InterruptedException {
    if (reply.status() == 0) {
      return;
    }
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < bytes.length; i++) {
        out.write(bytes, i, 1);
        if (reply.headers().containsKey("Trickle")) {
          out.flush();
          Thread.sleep(100);
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
