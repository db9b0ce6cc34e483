package io.assay.llm.call;

import io.assay.config.LlmEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all calls of this process within an endpoint's limits: in flight, a minute, and tokens a
 * minute, spaced evenly. Where the provider says "too many", everything is halved once for the
 * calls under way and creeps up again with every answer.
 */
public final class Throttle {
  private static final double LEAST_SHARE = 1.0 / 64;
  private static final double CREEP = 0.02;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int concurrency;
  private final @Nullable Integer requestsPerMinute;
  private final @Nullable Integer tokensPerMinute;
  private final Clock clock;
  private final Sleeper sleeper;

  private double share = 1;
  private int inFlight;
  private Instant nextRequest = Instant.MIN;
  private Instant nextTokens = Instant.MIN;
  private Instant pausedUntil = Instant.MIN;
  private Instant halvedAt = Instant.MIN;

  /** Within the limits that an endpoint's file names. */
  public Throttle(LlmEndpoint endpoint, Clock clock, Sleeper sleeper) {
    this.concurrency = endpoint.concurrency();
    this.requestsPerMinute = endpoint.requestsPerMinute();
    this.tokensPerMinute = endpoint.tokensPerMinute();
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Waits for a place among the calls.
   *
   * @param tokens that the call will probably use
   * @return whether there was one before the deadline; then {@link #release} must follow
   */
  public boolean acquire(int tokens, Instant deadline) throws InterruptedException {
    Duration wait;
    synchronized (this) {
      while (inFlight >= allowedInFlight()) {
        wait();
      }
      Instant now = clock.instant();
      Instant start = latest(latest(now, pausedUntil), latest(nextRequest, nextTokens));
      if (start.isAfter(deadline)) {
        return false;
      }
      inFlight++;
      nextRequest = start.plus(spacing(1, requestsPerMinute));
      nextTokens = start.plus(spacing(tokens, tokensPerMinute));
      wait = Duration.between(now, start);
    }
    if (!wait.isZero()) {
      sleeper.sleep(wait);
    }
    return true;
  }

  /** A call has ended, one way or the other. */
  public synchronized void release() {
    inFlight--;
    notifyAll();
  }

  /** A call was answered. */
  public synchronized void answered() {
    share = Math.min(1, share + CREEP * share);
  }

  /**
   * The provider says that it was too much.
   *
   * @param sentAt when that call was sent; calls sent before the last halving do not halve again
   * @param retryAfter nobody calls before that
   */
  public synchronized void tooMany(Instant sentAt, Duration retryAfter) {
    Instant now = clock.instant();
    if (!sentAt.isBefore(halvedAt)) {
      share = Math.max(LEAST_SHARE, share / 2);
      halvedAt = now;
    }
    pausedUntil = latest(pausedUntil, now.plus(retryAfter));
  }

  /** Calls that may be in flight at present, at least 1. */
  synchronized int allowedInFlight() {
    return Math.max(1, (int) (concurrency * share));
  }

  private Duration spacing(int amount, @Nullable Integer perMinute) {
    return perMinute == null
        ? Duration.ZERO
        : Duration.ofNanos((long) (MINUTE.toNanos() * (amount / (perMinute * share))));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
