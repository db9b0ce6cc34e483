package io.assay.llm.call;

import io.assay.config.LlmEndpoint;
import io.assay.post.ContentHash;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks OpenAI's HTTP protocol to one server, one attempt a call. What comes back is not judged
 * here. Safe for use by many threads.
 */
public final class LlmClient {
  private final HttpClient http;
  private final URI baseUrl;
  private final Duration callTimeout;
  private final @Nullable String key;
  private final Clock clock;

  /**
   * A client.
   *
   * @param baseUrl up to and including the version
   * @param key null where the server needs none; it is sent, and never shown
   */
  public LlmClient(LlmEndpoint endpoint, String baseUrl, @Nullable String key, Clock clock) {
    this.baseUrl = URI.create(baseUrl.replaceFirst("/+$", ""));
    this.callTimeout = Duration.ofSeconds(endpoint.callTimeoutSeconds());
    this.key = key;
    this.clock = clock;
    boolean encrypted = baseUrl.startsWith("https");
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(endpoint.connectTimeoutSeconds()))
            // Small servers answer an offer to upgrade with an error; with TLS nothing is offered.
            .version(encrypted ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** Where it calls, for messages. */
  public String url() {
    return baseUrl.toString();
  }

  /** Asks for a chat completion. */
  public CallResult complete(String body) throws InterruptedException {
    return post(URI.create(baseUrl + "/chat/completions"), body);
  }

  /** Asks llama.cpp, whose own paths are beside the version, for the tokens of a text. */
  public CallResult tokenize(String body) throws InterruptedException {
    return post(URI.create(baseUrl.toString().replaceFirst("/v1$", "") + "/tokenize"), body);
  }

  /** Posts JSON to a path below the base URL. */
  CallResult post(String path, String body) throws InterruptedException {
    return post(URI.create(baseUrl + path), body);
  }

  /** Gets what is at a path below the base URL. */
  CallResult get(String path) throws InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(baseUrl + path)).GET());
  }

  /** Uploads the lines of a batch as a file, as a form with two parts. */
  CallResult upload(String name, String lines) throws InterruptedException {
    String boundary = "assay-" + ContentHash.sha256_128(lines);
    String disposition = "--%s\r\nContent-Disposition: form-data; name=".formatted(boundary);
    String form =
        disposition
            + "\"purpose\"\r\n\r\nbatch\r\n"
            + disposition
            + "\"file\"; filename=\"%s\"\r\nContent-Type: application/jsonl\r\n\r\n".formatted(name)
            + lines
            + "\r\n--%s--\r\n".formatted(boundary);
    return send(
        HttpRequest.newBuilder(URI.create(baseUrl + "/files"))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofString(form, StandardCharsets.UTF_8)));
  }

  private CallResult post(URI uri, String body) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
  }

  private CallResult send(HttpRequest.Builder request) throws InterruptedException {
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    Instant start = clock.instant();
    // The JDK's own timeout ends with the headers; a body that trickles needs this one.
    CompletableFuture<HttpResponse<String>> reply =
        http.sendAsync(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      HttpResponse<String> response = reply.get(callTimeout.toMillis(), TimeUnit.MILLISECONDS);
      String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
      return new CallResult.Reply(response.statusCode(), response.body(), retryAfter, since(start));
    } catch (TimeoutException e) {
      return new CallResult.Lost(
          true, "no answer within " + callTimeout.toSeconds() + " s", since(start));
    } catch (ExecutionException e) {
      return lost(e.getCause(), since(start));
    } finally {
      reply.cancel(true);
    }
  }

  private static CallResult lost(@Nullable Throwable cause, int latencyMs) {
    if (!(cause instanceof IOException)) {
      throw new IllegalStateException(cause);
    }
    boolean neverSent =
        cause instanceof ConnectException
            || cause instanceof HttpConnectTimeoutException
            || cause instanceof SSLHandshakeException;
    String kind = cause.getClass().getSimpleName();
    return new CallResult.Lost(
        !neverSent, neverSent ? "no connection (" + kind + ")" : "connection lost", latencyMs);
  }

  private int since(Instant start) {
    return (int) Math.min(Integer.MAX_VALUE, Duration.between(start, clock.instant()).toMillis());
  }
}
