package io.assay.llm;

import io.assay.cost.Budget;
import io.assay.cost.Budget.Reservation;
import io.assay.cost.Money;
import io.assay.llm.AskSummary.Stop;
import io.assay.llm.prompt.AskRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Hands out requests in their order, each with money reserved for its first attempt, so that what a
 * budget leaves out is always the end of the list.
 */
final class AskQueue {
  private final List<AskRequest> requests;
  private final Budget budget;
  private final CallPrice price;
  private final UnaryOperator<String> bodies;
  private int next;
  private @Nullable Stop stop;
  private @Nullable RuntimeException failure;

  /**
   * A request that may be sent once.
   *
   * @param body of the call
   * @param worst what is reserved
   */
  record Ticket(AskRequest request, String body, Money worst, Reservation reservation) {}

  /**
   * A queue.
   *
   * @param bodies from text to the body of a call, made when it is needed and not before
   */
  AskQueue(
      List<AskRequest> requests, Budget budget, CallPrice price, UnaryOperator<String> bodies) {
    this.requests = requests;
    this.budget = budget;
    this.price = price;
    this.bodies = bodies;
  }

  /** The next request; waits while calls in flight may yet leave enough money. */
  synchronized Optional<Ticket> next() throws InterruptedException {
    if (next == requests.size()) {
      return Optional.empty();
    }
    int mine = next;
    Optional<Ticket> ticket = ticket(requests.get(mine));
    if (ticket.isEmpty() || next != mine) {
      // While this one waited another took the request, and the money goes back.
      ticket.ifPresent(unused -> unused.reservation().release());
      return ticket.isEmpty() ? ticket : next();
    }
    next++;
    return ticket;
  }

  /** Money for one more attempt; empty if there is none left, or asking has ended. */
  synchronized Optional<Ticket> again(AskRequest request) throws InterruptedException {
    return ticket(request);
  }

  private Optional<Ticket> ticket(AskRequest request) throws InterruptedException {
    String body = bodies.apply(request.text());
    Money worst = price.worst(body);
    while (stop == null && failure == null) {
      Optional<Reservation> reservation = budget.reserve(worst);
      if (reservation.isPresent()) {
        return Optional.of(new Ticket(request, body, worst, reservation.get()));
      }
      Optional<Budget.Cap> cap = budget.stops(worst);
      if (cap.isPresent()) {
        stop(Stop.of(cap.get()));
      } else {
        wait();
      }
    }
    return Optional.empty();
  }

  /** Settles a call and wakes those who wait for money. */
  synchronized void settle(Ticket ticket, Money actual) {
    ticket.reservation().settle(actual);
    if (budget.overshoot().exceeds(Money.ZERO)) {
      stop(Stop.OVERBILLED);
    }
    notifyAll();
  }

  /** No further request is handed out; the first reason counts. */
  synchronized void stop(Stop reason) {
    if (stop == null) {
      stop = reason;
    }
    notifyAll();
  }

  /** The same, with an error for the caller. */
  synchronized void fail(RuntimeException error) {
    if (failure == null) {
      failure = error;
    }
    notifyAll();
  }

  /** How it ended. Throws the error that ended it, if one did. */
  synchronized Stop end() {
    if (failure != null) {
      throw failure;
    }
    return stop == null ? Stop.COMPLETE : stop;
  }
}
