package io.assay.llm;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LlmEndpoint;
import io.assay.llm.call.LlmClient;
import io.assay.llm.local.LocalModel;
import io.assay.llm.local.LocalServer;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server that can be asked, and what it charges; one that Assay started ends with it. */
final class LlmConnection implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");
  private static final double MILLIS = 1000;

  private final LlmClient client;
  private final CallPrice price;
  private final CallPrice batchPrice;
  private final @Nullable LocalServer server;

  private LlmConnection(
      LlmClient client, CallPrice price, CallPrice batchPrice, @Nullable LocalServer server) {
    this.client = client;
    this.price = price;
    this.batchPrice = batchPrice;
    this.server = server;
  }

  /**
   * Connects to the endpoint.
   *
   * @param weights of a local endpoint, null for others
   * @throws AssayException (USAGE) if its key or price is missing; (NOT_READY) if the local server
   *     does not start
   */
  static LlmConnection open(
      LlmEndpoint endpoint, @Nullable LocalModel weights, LlmSurroundings surroundings) {
    return weights == null
        ? remote(endpoint, surroundings)
        : local(endpoint, weights, surroundings);
  }

  private static LlmConnection remote(LlmEndpoint endpoint, LlmSurroundings surroundings) {
    CallPrice price = price(endpoint, surroundings, 1);
    CallPrice inBatch = price(endpoint, surroundings, endpoint.batchPriceShare());
    String url = Objects.requireNonNull(endpoint.baseUrl());
    return new LlmConnection(
        new LlmClient(endpoint, url, key(endpoint, surroundings), surroundings.clock()),
        price,
        inBatch,
        null);
  }

  private static CallPrice price(LlmEndpoint endpoint, LlmSurroundings surroundings, double share) {
    if (endpoint.price().isCpu()) {
      throw new AssayException(
          ExitCode.USAGE,
          "conf/llm/%s.yaml: price: cpu goes with kind: local only; give a price of tokens"
              .formatted(endpoint.name()));
    }
    return new CallPrice.ByTokens(
        surroundings.prices().of(endpoint.price()).times(share), endpoint.maxOutputTokens());
  }

  private static @Nullable String key(LlmEndpoint endpoint, LlmSurroundings surroundings) {
    String variable = endpoint.apiKeyEnv();
    if (variable == null) {
      return null;
    }
    String key = surroundings.environment().getOrDefault(variable, "").strip();
    if (!KEY.matcher(key).matches()) {
      throw new AssayException(
          ExitCode.USAGE,
          "the environment variable %s %s; conf/llm/%s.yaml says that it holds the key"
              .formatted(
                  variable,
                  key.isEmpty() ? "is not set" : "holds characters that no key has",
                  endpoint.name()));
    }
    return key;
  }

  private static LlmConnection local(
      LlmEndpoint endpoint, LocalModel weights, LlmSurroundings surroundings) {
    LocalServer server =
        LocalServer.start(
            surroundings.home(),
            surroundings.python(),
            weights,
            endpoint.contextTokens(),
            surroundings.cores());
    LlmClient client =
        new LlmClient(endpoint, server.address() + "/v1", null, surroundings.clock());
    CallPrice price =
        endpoint.price().isCpu()
            ? new CpuPrice(
                surroundings.prices(),
                server::cpuTime,
                Duration.ofSeconds(endpoint.callTimeoutSeconds()),
                surroundings.cores())
            : price(endpoint, surroundings, 1);
    return new LlmConnection(client, price, price, server);
  }

  LlmClient client() {
    return client;
  }

  CallPrice price() {
    return price;
  }

  /** The same through the batch API, where there is one. */
  CallPrice batchPrice() {
    return batchPrice;
  }

  /** CPU time of the local server so far; 0 for others. */
  double cpuSeconds() {
    return server == null ? 0 : server.cpuTime().toMillis() / MILLIS;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
