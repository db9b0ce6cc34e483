package io.assay.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.llm.call.CallResult.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;

/** OpenAI's files and batches, with the patience that a few calls in a day deserve. */
public final class BatchClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = "assay";

  private final LlmClient client;
  private final RetryPolicy retry;
  private final CallFault fatal;
  private final Clock clock;
  private final Sleeper sleeper;

  /** Of the server that a client speaks to. */
  public BatchClient(
      LlmClient client, RetryPolicy retry, CallFault fatal, Clock clock, Sleeper sleeper) {
    this.client = client;
    this.retry = retry;
    this.fatal = fatal;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  private interface Call {
    CallResult make() throws InterruptedException;
  }

  /** Puts a file of requests there; that costs nothing, so it may happen twice. */
  public String upload(String lines) throws InterruptedException {
    return patiently(() -> client.upload("requests.jsonl", lines)).path("id").asText();
  }

  /**
   * Starts a batch, once: where the answer to an attempt is lost, the batch is looked for by its
   * mark before there is another.
   */
  public String create(String file, String mark) throws InterruptedException {
    String body =
        json(
            Map.of(
                "input_file_id",
                file,
                "endpoint",
                "/v1/chat/completions",
                "completion_window",
                "24h",
                "metadata",
                Map.of(MARK, mark)));
    return patiently(() -> created(body, mark)).path("id").asText();
  }

  private CallResult created(String body, String mark) throws InterruptedException {
    CallResult result = client.post("/batches", body);
    boolean there = result instanceof Reply reply && reply.status() / 100 == 2;
    if (there || CallVerdict.of(result) != CallVerdict.RETRY) {
      return result;
    }
    return find(mark)
        .<CallResult>map(id -> new Reply(200, json(Map.of("id", id)), null, result.latencyMs()))
        .orElse(result);
  }

  /** The batch with our mark among the latest, if it was ever started. */
  public Optional<String> find(String mark) throws InterruptedException {
    JsonNode batches = patiently(() -> client.get("/batches?limit=100")).path("data");
    return StreamSupport.stream(batches.spliterator(), false)
        .filter(batch -> batch.path("metadata").path(MARK).asText().equals(mark))
        .map(batch -> batch.path("id").asText())
        .findFirst();
  }

  /** How a batch stands. */
  public BatchStatus status(String batch) throws InterruptedException {
    return BatchStatus.of(patiently(() -> client.get("/batches/" + batch)));
  }

  /** One result a request, in any order. */
  public List<JsonNode> results(String file) throws InterruptedException {
    List<JsonNode> results = new ArrayList<>();
    for (String line : body(() -> client.get("/files/" + file + "/content")).lines().toList()) {
      JsonNode result = tree(line);
      if (result.has("custom_id")) {
        results.add(result);
      }
    }
    return results;
  }

  private JsonNode patiently(Call call) throws InterruptedException {
    return tree(body(call));
  }

  private String body(Call call) throws InterruptedException {
    Instant started = clock.instant();
    SplittableRandom random = new SplittableRandom(started.toEpochMilli());
    for (int attempt = 1; ; attempt++) {
      CallResult result = call.make();
      if (result instanceof Reply reply && reply.status() / 100 == 2) {
        return reply.body();
      }
      CallVerdict verdict = CallVerdict.of(result);
      Optional<AssayException> error = fatal.of(verdict, result, false);
      if (error.isPresent()) {
        throw error.get();
      }
      Duration retryAfter =
          result instanceof Reply reply
              ? RetryPolicy.retryAfter(reply.retryAfter(), clock.instant())
              : Duration.ZERO;
      Optional<Duration> delay =
          verdict == CallVerdict.RETRY || verdict == CallVerdict.THROTTLED
              ? retry.delay(attempt, started, clock.instant(), retryAfter, random)
              : Optional.empty();
      if (delay.isEmpty()) {
        throw new AssayException(
            ExitCode.NOT_READY,
            "the batch API at %s says %s; what was submitted is kept, run again to go on"
                .formatted(client.url(), CallVerdict.words(result)));
      }
      sleeper.sleep(delay.get());
    }
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
