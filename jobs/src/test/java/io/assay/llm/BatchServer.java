package io.assay.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's files and batches on the loopback interface. A batch is finished when a test says so,
 * whole or in part, its results in the reverse order of its requests.
 */
public final class BatchServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, ObjectNode> batches = new LinkedHashMap<>();
  private final List<String> answered = new ArrayList<>();
  private boolean finishAtOnce;
  private boolean forgetsToAnswer;

  public BatchServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/v1/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Every batch is finished by the time anybody looks. */
  BatchServer finishingAtOnce() {
    finishAtOnce = true;
    return this;
  }

  /** The answer to the next creation of a batch is lost; the batch is there. */
  void loseNextAnswer() {
    forgetsToAnswer = true;
  }

  /** Texts that were answered, and so billed, in the order of answering. */
  public synchronized List<String> answered() {
    return List.copyOf(answered);
  }

  public synchronized int batches() {
    return batches.size();
  }

  /** Requests of each batch. */
  public synchronized List<Integer> sizes() {
    return batches.values().stream()
        .map(batch -> files.getOrDefault(batch.path("input_file_id").asText(), ""))
        .map(requests -> (int) requests.lines().count())
        .toList();
  }

  /** Ends the last batch with its first requests done; fewer than all of them is an expiry. */
  public synchronized void finish(int done) throws IOException {
    finish(List.copyOf(batches.keySet()).get(batches.size() - 1), done);
  }

  private void finish(String id, int done) throws IOException {
    ObjectNode batch = batch(id);
    List<String> requests =
        files.getOrDefault(batch.path("input_file_id").asText(), "").lines().toList();
    StringBuilder output = new StringBuilder();
    StringBuilder errors = new StringBuilder();
    for (int i = requests.size() - 1; i >= 0; i--) {
      JsonNode request = JSON.readTree(requests.get(i));
      if (i < done) {
        output.append(result(request)).append('\n');
      } else {
        errors.append(
            "{\"custom_id\":\"%s\",\"response\":null,\"error\":{\"code\":\"batch_expired\"}}\n"
                .formatted(request.path("custom_id").asText()));
      }
    }
    batch.put("status", done < requests.size() ? "expired" : "completed");
    batch.put("output_file_id", file(output.toString()));
    batch.put("error_file_id", file(errors.toString()));
  }

  private ObjectNode batch(String id) {
    return Objects.requireNonNull(batches.get(id), id);
  }

  private String result(JsonNode request) {
    JsonNode messages = request.path("body").path("messages");
    String post = messages.path(messages.size() - 1).path("content").asText();
    answered.add(post);
    boolean rejected = post.contains("reject");
    String body =
        rejected
            ? "{\"error\":{\"message\":\"no\"}}"
            : ScriptedServer.says(post.contains("mop") ? "funny" : "cute").body();
    return "{\"custom_id\":\"%s\",\"response\":{\"status_code\":%d,\"body\":%s},\"error\":null}"
        .formatted(request.path("custom_id").asText(), rejected ? 400 : 200, body);
  }

  private String file(String content) {
    String id = "file-" + files.size();
    files.put(id, content);
    return id;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath().substring("/v1".length());
    @Nullable String reply = null;
    if (path.equals("/files")) {
      String lines = sent.substring(sent.indexOf("{\"custom_id\""), sent.lastIndexOf("\r\n--"));
      reply = "{\"id\":\"%s\"}".formatted(file(lines));
    } else if (path.equals("/batches") && !sent.isEmpty()) {
      reply = create(sent);
    } else if (path.equals("/batches")) {
      reply = "{\"data\":" + JSON.writeValueAsString(batches.values()) + "}";
    } else if (path.startsWith("/batches/")) {
      String id = path.substring("/batches/".length());
      if (finishAtOnce && batch(id).path("status").asText().equals("in_progress")) {
        finish(id, Integer.MAX_VALUE);
      }
      reply = batch(id).toString();
    } else if (path.endsWith("/content")) {
      reply = files.get(path.split("/", -1)[2]);
    }
    if (reply == null) {
      exchange.close();
      return;
    }
    byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private @Nullable String create(String sent) throws IOException {
    ObjectNode batch = (ObjectNode) JSON.readTree(sent);
    String id = "batch-" + batches.size();
    batch.put("id", id).put("status", "in_progress");
    batches.put(id, batch);
    boolean lost = forgetsToAnswer;
    forgetsToAnswer = false;
    return lost ? null : batch.toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
