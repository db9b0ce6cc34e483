package io.assay.llm;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.io.answer.AnswerJournal;
import io.assay.io.answer.StoredAnswer;
import io.assay.llm.AskQueue.Ticket;
import io.assay.llm.AskSummary.Stop;
import io.assay.llm.prompt.AskRequest;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a list of requests, hundreds at a time, in their order. Each call has its worst case
 * reserved before it is sent, and each answer is durable before it counts.
 */
final class Asker {
  private static final int MOST_WORKERS = 1_000;

  /** So many requests in a row without an answer mean that the endpoint is out of order. */
  private static final int FAILURES_IN_A_ROW = 20;

  private final AskOne one;
  private final CallPrice price;
  private final UnaryOperator<String> bodies;
  private final int workers;
  private final Budget budget;
  private final AskProgress progress;

  private final Map<String, StoredAnswer> ended = new LinkedHashMap<>();
  private @Nullable String lastFailure;
  private boolean everAnswered;
  private int failuresInARow;

  /**
   * What came of the requests.
   *
   * @param answers request hash to what became of it, for those that were asked
   * @param lastFailure why the last failed request failed, without anything of its text
   */
  record Outcome(Map<String, StoredAnswer> answers, Stop stop, @Nullable String lastFailure) {
    /** This, and then what became of others. */
    Outcome and(Outcome others) {
      Map<String, StoredAnswer> all = new LinkedHashMap<>(answers);
      all.putAll(others.answers);
      Stop first = others.stop == Stop.COMPLETE ? stop : others.stop;
      return new Outcome(all, first, others.lastFailure == null ? lastFailure : others.lastFailure);
    }

    int count(StoredAnswer.Outcome wanted) {
      return (int) answers.values().stream().filter(a -> a.outcome() == wanted).count();
    }
  }

  /**
   * An asker for one list of requests.
   *
   * @param bodies from text to the body of a call
   * @param inFlight requests in flight at most
   * @param everAnswered whether this endpoint is known to answer this prompt
   */
  Asker(
      AskOne one,
      CallPrice price,
      UnaryOperator<String> bodies,
      int inFlight,
      boolean everAnswered,
      Budget budget,
      AskProgress progress) {
    this.one = one;
    this.price = price;
    this.bodies = bodies;
    this.workers = workers(inFlight);
    this.everAnswered = everAnswered;
    this.budget = budget;
    this.progress = progress;
  }

  /**
   * Threads that ask: the throttle keeps to the requests in flight, a few more threads make answers
   * durable meanwhile. No more than this many answers are lost at a kill.
   */
  static int workers(int inFlight) {
    return Math.min(inFlight + inFlight / 4, MOST_WORKERS);
  }

  /**
   * Asks until all is asked or something stops it.
   *
   * @param requests with distinct hashes
   * @throws AssayException (USAGE) for a wrong key or an unknown model; (NOT_READY) if nobody is at
   *     the address or answers cannot be written
   */
  Outcome ask(List<AskRequest> requests, AnswerJournal journal) {
    AskQueue queue = new AskQueue(requests, budget, price, bodies);
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.max(1, Math.min(workers, requests.size())));
    try {
      for (int i = 0; i < Math.min(workers, requests.size()); i++) {
        pool.execute(() -> work(queue, journal, requests.size()));
      }
      pool.shutdown();
      boolean ended = false;
      while (!ended) {
        ended = pool.awaitTermination(1, TimeUnit.HOURS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException(ExitCode.NOT_READY, "asking was interrupted; run again to go on", e);
    } finally {
      pool.shutdownNow();
    }
    return outcome(queue.end());
  }

  private void work(AskQueue queue, AnswerJournal journal, int total) {
    try {
      Optional<Ticket> ticket = queue.next();
      while (ticket.isPresent()) {
        AskOne.Ended end = one.ask(ticket.get(), queue, journal);
        note(end, queue, total);
        ticket = queue.next();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      queue.fail(new AssayException(ExitCode.NOT_READY, "asking was interrupted; run again", e));
    } catch (UncheckedIOException e) {
      queue.fail(
          new AssayException(
              ExitCode.NOT_READY,
              "an answer cannot be written to the store, so nothing more is asked: "
                  + e.getMessage(),
              e));
    } catch (RuntimeException e) {
      queue.fail(e);
    } catch (Error e) {
      queue.fail(new IllegalStateException("asking broke off", e));
      throw e;
    }
  }

  private synchronized void note(AskOne.Ended end, AskQueue queue, int total) {
    ended.put(end.answer().requestHash(), end.answer());
    if (end.answer().isAnswered()) {
      everAnswered = true;
      failuresInARow = 0;
    } else {
      lastFailure = end.failure();
      // A text that is rejected says nothing of the endpoint once another was answered.
      failuresInARow += end.textsFault() && everAnswered ? 0 : 1;
    }
    if (failuresInARow >= FAILURES_IN_A_ROW) {
      queue.stop(Stop.ENDPOINT_FAILING);
    }
    progress.ended(ended.size(), total, budget.spent());
  }

  private synchronized Outcome outcome(Stop stop) {
    return new Outcome(new LinkedHashMap<>(ended), stop, lastFailure);
  }

  /** What requests that were not asked would probably cost: as those that were, else the worst. */
  Money estimate(List<AskRequest> left, Outcome outcome) {
    long ended = outcome.answers().size();
    long spent = outcome.answers().values().stream().mapToLong(StoredAnswer::costMicroUsd).sum();
    if (ended > 0) {
      long perRequest = (spent + ended - 1) / ended;
      return new Money(perRequest).times(left.size());
    }
    return left.stream()
        .map(request -> price.worst(bodies.apply(request.text())))
        .reduce(Money.ZERO, Money::plus);
  }
}
