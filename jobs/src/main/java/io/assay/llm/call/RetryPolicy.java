package io.assay.llm.call;

import io.assay.config.LlmEndpoint;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When the next attempt may be made: exponential with jitter, never before the provider allows, and
 * not at all after too many attempts or too long a time.
 *
 * @param maxAttempts of one request
 * @param totalTime of one request, with all its waits
 */
public record RetryPolicy(int maxAttempts, Duration totalTime) {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 10;

  /** As an endpoint's file says. */
  public static RetryPolicy of(LlmEndpoint endpoint) {
    return new RetryPolicy(
        endpoint.maxAttempts(), Duration.ofSeconds(endpoint.totalTimeoutSeconds()));
  }

  /**
   * How long to wait; empty if it is no use.
   *
   * @param attempts made so far, from 1
   * @param started when the request was first taken up
   * @param retryAfter the provider's least time, zero if it gave none
   */
  public Optional<Duration> delay(
      int attempts, Instant started, Instant now, Duration retryAfter, RandomGenerator random) {
    long ceiling = FIRST.toMillis() << Math.min(attempts - 1, MOST_DOUBLINGS);
    long longest = Math.min(ceiling, LONGEST.toMillis());
    Duration jittered = Duration.ofMillis(random.nextLong(longest / 2, longest + 1));
    Duration delay = jittered.compareTo(retryAfter) >= 0 ? jittered : retryAfter;
    boolean inTime = !now.plus(delay).isAfter(started.plus(totalTime));
    return attempts < maxAttempts && inTime ? Optional.of(delay) : Optional.empty();
  }

  /**
   * The least time that a {@code Retry-After} header asks for.
   *
   * @param header seconds or an HTTP date; null without one
   * @return zero if there is none that can be read
   */
  public static Duration retryAfter(@Nullable String header, Instant now) {
    String value = header == null ? "" : header.strip();
    if (value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return Duration.ofMillis((long) Math.ceil(Double.parseDouble(value) * 1000));
    }
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(now, date);
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
