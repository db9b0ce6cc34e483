package io.assay.llm;

import io.assay.config.AssayException;
import io.assay.cost.Money;
import io.assay.io.answer.AnswerJournal;
import io.assay.io.answer.StoredAnswer;
import io.assay.io.answer.StoredAnswer.Outcome;
import io.assay.llm.AskQueue.Ticket;
import io.assay.llm.call.CallFault;
import io.assay.llm.call.CallResult;
import io.assay.llm.call.CallResult.Reply;
import io.assay.llm.call.CallVerdict;
import io.assay.llm.call.Completion;
import io.assay.llm.call.LlmClient;
import io.assay.llm.call.RetryPolicy;
import io.assay.llm.call.Sleeper;
import io.assay.llm.call.Throttle;
import io.assay.llm.prompt.AskRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One request with its attempts, from the reservation to the durable end. */
final class AskOne {
  private static final int BYTES_A_TOKEN = 3;

  private final LlmClient client;
  private final CallPrice price;
  private final Throttle throttle;
  private final RetryPolicy retry;
  private final CallFault fatal;
  private final Clock clock;
  private final Sleeper sleeper;
  private final long seed;
  private volatile boolean reached;

  /**
   * How a request ended.
   *
   * @param failure why there is no answer, null if there is one
   * @param textsFault whether another text might well have been answered
   */
  record Ended(StoredAnswer answer, @Nullable String failure, boolean textsFault) {}

  AskOne(
      LlmClient client,
      CallPrice price,
      Throttle throttle,
      RetryPolicy retry,
      CallFault fatal,
      Clock clock,
      Sleeper sleeper,
      long seed) {
    this.client = client;
    this.price = price;
    this.throttle = throttle;
    this.retry = retry;
    this.fatal = fatal;
    this.clock = clock;
    this.sleeper = sleeper;
    this.seed = seed;
  }

  /** Asks until there is an answer or no attempt is left. */
  Ended ask(Ticket first, AskQueue queue, AnswerJournal journal) throws InterruptedException {
    Attempts attempts = new Attempts(first.request(), queue, journal);
    Optional<Ticket> ticket = Optional.of(first);
    while (ticket.isPresent()) {
      Optional<Ended> end = attempts.make(ticket.get());
      if (end.isPresent()) {
        return end.get();
      }
      ticket = queue.again(first.request());
    }
    return attempts.giveUp();
  }

  /** The attempts at one request. */
  private final class Attempts {
    private final AskRequest request;
    private final AskQueue queue;
    private final AnswerJournal journal;
    private final RandomGenerator random;
    private final Instant started = clock.instant();
    private Money paid = Money.ZERO;
    private int made;
    private boolean billUnknown;
    private String failure = "not asked";
    private @Nullable String lastBody;
    private int lastLatency;

    Attempts(AskRequest request, AskQueue queue, AnswerJournal journal) {
      this.request = request;
      this.queue = queue;
      this.journal = journal;
      this.random = new SplittableRandom(seed ^ request.requestHash().hashCode());
    }

    /** Makes one; empty if another may follow, which is then due. */
    Optional<Ended> make(Ticket ticket) throws InterruptedException {
      Instant deadline = started.plus(retry.totalTime());
      if (!throttle.acquire(ticket.body().length() / BYTES_A_TOKEN, deadline)) {
        queue.settle(ticket, Money.ZERO);
        failure = "the provider's limits leave no place in time";
        return Optional.of(giveUp());
      }
      Instant sentAt = clock.instant();
      CallResult result = call(ticket, sentAt);
      Money cost = price.actual(result, ticket.worst());
      paid = paid.plus(cost);
      lastLatency = result.latencyMs();
      CallVerdict verdict = CallVerdict.of(result);
      if (verdict == CallVerdict.ANSWERED) {
        Ended end = answered((Reply) result);
        queue.settle(ticket, cost);
        throttle.answered();
        return Optional.of(end);
      }
      return failed(ticket, cost, verdict, result, sentAt);
    }

    private CallResult call(Ticket ticket, Instant now) throws InterruptedException {
      try {
        made++;
        Money ifLost = paid.plus(ticket.worst());
        save(
            StoredAnswer.intent(
                request.requestHash(), request.repeat(), ifLost.microUsd(), made, now));
        return client.complete(ticket.body());
      } finally {
        throttle.release();
      }
    }

    private Optional<Ended> failed(
        Ticket ticket, Money cost, CallVerdict verdict, CallResult result, Instant sentAt)
        throws InterruptedException {
      Instant now = clock.instant();
      billUnknown |= CallVerdict.billUnknown(result);
      failure = CallVerdict.words(result);
      Duration retryAfter = Duration.ZERO;
      if (result instanceof Reply reply) {
        lastBody = reply.body();
        retryAfter = RetryPolicy.retryAfter(reply.retryAfter(), now);
      }
      if (verdict == CallVerdict.THROTTLED) {
        throttle.tooMany(sentAt, retryAfter);
      }
      Optional<AssayException> error = fatal.of(verdict, result, reached);
      reached |= result instanceof Reply;
      Optional<Duration> delay =
          worthRetrying(verdict) && error.isEmpty()
              ? retry.delay(made, started, now, retryAfter, random)
              : Optional.empty();
      Optional<Ended> end = delay.isPresent() ? Optional.empty() : Optional.of(giveUp(verdict));
      queue.settle(ticket, cost);
      error.ifPresent(queue::fail);
      if (verdict == CallVerdict.NO_CREDIT) {
        queue.stop(AskSummary.Stop.NO_CREDIT);
      }
      if (delay.isPresent()) {
        sleeper.sleep(delay.get());
      }
      return end;
    }

    private static boolean worthRetrying(CallVerdict verdict) {
      return verdict == CallVerdict.RETRY
          || verdict == CallVerdict.THROTTLED
          || verdict == CallVerdict.NOT_REACHED;
    }

    private Ended answered(Reply reply) {
      reached = true;
      Completion completion = Completion.read(reply.body()).orElseThrow();
      Completion.Usage usage = completion.usage();
      StoredAnswer answer =
          row(
              Outcome.ANSWERED,
              reply.body(),
              completion.finishReason(),
              usage == null ? 0 : usage.inputTokens(),
              usage == null ? 0 : usage.outputTokens());
      save(answer);
      return new Ended(answer, null, false);
    }

    private Ended giveUp() {
      return giveUp(CallVerdict.RETRY);
    }

    private Ended giveUp(CallVerdict verdict) {
      Outcome outcome = billUnknown ? Outcome.UNKNOWN : Outcome.FAILED;
      StoredAnswer answer = row(outcome, lastBody, null, 0, 0);
      save(answer);
      return new Ended(answer, failure, verdict == CallVerdict.REJECTED);
    }

    private StoredAnswer row(
        Outcome outcome, @Nullable String raw, @Nullable String finish, int input, int output) {
      return new StoredAnswer(
          request.requestHash(),
          request.repeat(),
          outcome,
          raw,
          finish,
          input,
          output,
          paid.microUsd(),
          lastLatency,
          made,
          clock.instant().toString());
    }

    private void save(StoredAnswer entry) {
      AnswerJournal.await(journal.append(entry));
    }
  }
}
