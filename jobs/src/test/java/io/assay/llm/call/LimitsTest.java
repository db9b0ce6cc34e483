package io.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.config.LlmEndpoint;
import io.assay.llm.AskHarness;
import io.assay.llm.MovingClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final RetryPolicy POLICY = new RetryPolicy(5, Duration.ofSeconds(100));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "7, 7000",
    "' 0 ', 0",
    "1.5, 1500",
    "'Fri, 20 Nov 2026 10:01:00 GMT', 60000",
    "'Fri, 20 Nov 2026 09:00:00 GMT', 0",
    "soon, 0",
    "-5, 0",
    "99999999999999999999, 0",
    "'', 0"
  })
  void readsRetryAfter(String header, long millis) {
    assertThat(RetryPolicy.retryAfter(header, NOW)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"1, 250, 500", "2, 500, 1000", "4, 2000, 4000"})
  void waitsGrowWithJitter(int attempts, long least, long most) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      assertThat(POLICY.delay(attempts, NOW, NOW, Duration.ZERO, random))
          .get()
          .satisfies(delay -> assertThat(delay.toMillis()).isBetween(least, most));
    }
  }

  @Test
  void theSameSeedWaitsTheSame() {
    assertThat(POLICY.delay(3, NOW, NOW, Duration.ZERO, new SplittableRandom(1)))
        .isEqualTo(POLICY.delay(3, NOW, NOW, Duration.ZERO, new SplittableRandom(1)));
  }

  @Test
  void noUseAfterTheLastAttemptOrTheDeadline() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(POLICY.delay(5, NOW, NOW, Duration.ZERO, random)).isEmpty();
    assertThat(POLICY.delay(1, NOW, NOW, Duration.ofSeconds(101), random)).isEmpty();
    assertThat(POLICY.delay(1, NOW, NOW.plusSeconds(100), Duration.ZERO, random)).isEmpty();
    assertThat(POLICY.delay(1, NOW, NOW, Duration.ofSeconds(99), random))
        .contains(Duration.ofSeconds(99));
  }

  @Test
  void tokensAMinuteAreSpaced() throws Exception {
    MovingClock clock = new MovingClock();
    Throttle throttle =
        new Throttle(endpoint("concurrency: 100\ntokens_per_minute: 6000"), clock, clock);
    Instant deadline = clock.instant().plusSeconds(1000);
    for (int i = 0; i < 7; i++) {
      assertThat(throttle.acquire(1000, deadline)).isTrue();
    }
    assertThat(Duration.between(NOW, clock.instant())).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void noPlaceInTimeIsToldAtOnce() throws Exception {
    MovingClock clock = new MovingClock();
    Throttle throttle = new Throttle(endpoint("requests_per_minute: 1"), clock, clock);
    assertThat(throttle.acquire(1, NOW.plusSeconds(30))).isTrue();
    assertThat(throttle.acquire(1, NOW.plusSeconds(30))).isFalse();
    assertThat(clock.sleeps()).isEmpty();
  }

  @Test
  void tooManyHalvesOnceAndAnswersBringItBack() throws Exception {
    MovingClock clock = new MovingClock();
    Throttle throttle = new Throttle(endpoint("concurrency: 64"), clock, clock);
    Instant sent = clock.instant();
    clock.sleep(Duration.ofSeconds(1));
    for (int i = 0; i < 10; i++) {
      throttle.tooMany(sent, Duration.ZERO);
    }
    assertThat(throttle.allowedInFlight()).isEqualTo(32);
    throttle.tooMany(clock.instant(), Duration.ZERO);
    assertThat(throttle.allowedInFlight()).isEqualTo(16);
    for (int i = 0; i < 200; i++) {
      throttle.answered();
    }
    assertThat(throttle.allowedInFlight()).isEqualTo(64);
  }

  @Test
  void aPauseIsForEverybody() throws Exception {
    MovingClock clock = new MovingClock();
    Throttle throttle = new Throttle(endpoint("concurrency: 4"), clock, clock);
    throttle.tooMany(clock.instant(), Duration.ofSeconds(20));
    assertThat(throttle.acquire(1, NOW.plusSeconds(60))).isTrue();
    assertThat(clock.sleeps()).containsExactly(Duration.ofSeconds(20));
  }

  private LlmEndpoint endpoint(String settings) throws IOException {
    return AskHarness.endpoint(folder, "http://x/v1", settings);
  }
}
