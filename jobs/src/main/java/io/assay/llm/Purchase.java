package io.assay.llm;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LlmEndpoint;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.io.answer.AnswerFolder;
import io.assay.io.answer.StoredAnswer;
import io.assay.llm.AskSummary.Stop;
import io.assay.llm.answer.FirstTokens;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.call.BatchClient;
import io.assay.llm.call.CallFault;
import io.assay.llm.call.RetryPolicy;
import io.assay.llm.call.Throttle;
import io.assay.llm.local.LocalModel;
import io.assay.llm.prompt.AskRequest;
import io.assay.llm.prompt.PreparedQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Buys the answers to one question that the store lacks, one by one or in batches.
 *
 * @param weights of a local endpoint, null for others
 * @param repeat which of several askings of the same, from 0
 * @param seed of the jitter between attempts
 * @param batch how far the provider's batch API is used, null to ask one by one
 */
record Purchase(
    LlmSurroundings surroundings,
    LlmEndpoint endpoint,
    @Nullable LocalModel weights,
    PreparedQuestion prepared,
    int repeat,
    long seed,
    @Nullable BatchMode batch) {
  private static final double MILLIS = 1000;

  /**
   * What was asked now.
   *
   * @param rest what the posts that are left would cost
   * @param seconds from the first to the last, 0 in batches
   * @param cpuSeconds of a server that was started for it
   */
  record Bought(
      AnswerCodes codes,
      Asker.Outcome outcome,
      Money spent,
      Money rest,
      double seconds,
      double cpuSeconds) {
    static Bought nothing(AnswerCodes codes) {
      Asker.Outcome none = new Asker.Outcome(Map.of(), Stop.COMPLETE, null);
      return new Bought(codes, none, Money.ZERO, Money.ZERO, 0, 0);
    }
  }

  /**
   * Asks what is missing.
   *
   * @param stored what was answered before; if nothing, the endpoint has yet to show that it works
   */
  Bought buy(
      List<AskRequest> missing,
      Map<String, StoredAnswer> stored,
      AnswerFolder folder,
      Budget budget,
      AskProgress progress) {
    Optional<AnswerCodes> known = prepared.codes(folder.stored().note());
    boolean underWay =
        folder.batches().open().stream().anyMatch(record -> record.repeat() == repeat);
    if (missing.isEmpty() && !underWay && (known.isPresent() || stored.isEmpty())) {
      return Bought.nothing(known.orElseGet(prepared::words));
    }
    Instant start = surroundings.clock().instant();
    Money before = budget.spent();
    try (LlmConnection connection = LlmConnection.open(endpoint, weights, surroundings)) {
      AnswerCodes codes =
          known.orElseGet(
              () -> new FirstTokens(connection.client()).of(prepared.options().answers()));
      folder.note(prepared.note(codes).json());
      Asker asker =
          new Asker(
              askOne(connection),
              connection.price(),
              prepared.bodies(codes),
              endpoint.concurrency(),
              !stored.isEmpty(),
              budget,
              progress);
      Asker.Outcome outcome =
          batch == null && !underWay
              ? asker.ask(missing, folder.journal())
              : inBatches(connection, codes, folder, budget, progress, missing, asker);
      List<AskRequest> left =
          missing.stream()
              .filter(one -> !outcome.answers().containsKey(one.requestHash()))
              .toList();
      return new Bought(
          codes,
          outcome,
          budget.spent().minus(before),
          asker.estimate(left, outcome),
          batch == null
              ? Duration.between(start, surroundings.clock().instant()).toMillis() / MILLIS
              : 0,
          connection.cpuSeconds());
    }
  }

  private Asker.Outcome inBatches(
      LlmConnection connection,
      AnswerCodes codes,
      AnswerFolder folder,
      Budget budget,
      AskProgress progress,
      List<AskRequest> missing,
      Asker asker) {
    BatchClient client =
        new BatchClient(
            connection.client(),
            RetryPolicy.of(endpoint),
            fatal(connection),
            surroundings.clock(),
            surroundings.sleeper());
    BatchAsker batches =
        new BatchAsker(
            client,
            connection.batchPrice(),
            prepared.bodies(codes),
            budget,
            progress,
            surroundings.clock(),
            surroundings.sleeper(),
            folder,
            repeat);
    try {
      Asker.Outcome taken = batches.ask(batch, missing);
      return batch == null ? taken.and(asker.ask(batches.left(), folder.journal())) : taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException(ExitCode.NOT_READY, "asking was interrupted; run again", e);
    }
  }

  private CallFault fatal(LlmConnection connection) {
    return new CallFault(connection.client().url(), prepared.model().name(), endpoint.apiKeyEnv());
  }

  private AskOne askOne(LlmConnection connection) {
    return new AskOne(
        connection.client(),
        connection.price(),
        new Throttle(endpoint, surroundings.clock(), surroundings.sleeper()),
        RetryPolicy.of(endpoint),
        fatal(connection),
        surroundings.clock(),
        surroundings.sleeper(),
        seed);
  }
}
