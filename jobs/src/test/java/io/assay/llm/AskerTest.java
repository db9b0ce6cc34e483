package io.assay.llm;

import static io.assay.llm.AskHarness.micro;
import static io.assay.llm.ScriptedServer.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.io.answer.StoredAnswer;
import io.assay.io.answer.StoredAnswer.Outcome;
import io.assay.llm.AskSummary.Stop;
import io.assay.llm.ScriptedServer.Reply;
import io.assay.llm.ScriptedServer.Script;
import io.assay.llm.prompt.AskRequest;
import io.assay.llm.prompt.PostText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskerTest {
  private static final String STYLE = "answer_style: none\nmax_output_tokens: 5\n";
  private static final long PAID = 120;

  @TempDir Path folder;

  private static Budget plenty() {
    return new Budget(micro(1_000_000_000), null, Money.ZERO);
  }

  private Asker.Outcome ask(Script script, int count, String settings) throws IOException {
    try (ScriptedServer server = new ScriptedServer(script)) {
      return new AskHarness(folder, server.baseUrl(), STYLE + settings).ask(count, plenty());
    }
  }

  @Test
  void asksEachOnceAndKeepsTheBodyAsItCame() throws IOException {
    Budget budget = plenty();
    try (ScriptedServer server = new ScriptedServer((n, post) -> says("funny"))) {
      AskHarness harness = new AskHarness(folder, server.baseUrl(), STYLE + "concurrency: 50");
      Asker.Outcome outcome = harness.ask(300, budget);

      assertThat(outcome.stop()).isEqualTo(Stop.COMPLETE);
      assertThat(outcome.answers()).hasSize(300);
      assertThat(outcome.answers().values())
          .allSatisfy(
              answer -> {
                assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
                assertThat(answer.raw()).isEqualTo(says("funny").body());
                assertThat(answer.inputTokens()).isEqualTo(100);
                assertThat(answer.outputTokens()).isEqualTo(2);
                assertThat(answer.costMicroUsd()).isEqualTo(PAID);
                assertThat(answer.attempts()).isEqualTo(1);
              });
      assertThat(server.calls()).hasSize(300);
      assertThat(server.mostInFlight()).isBetween(2, 50);
      assertThat(server.calls().get(0).headers().get("Authorization"))
          .containsExactly("Bearer secret-key");
      assertThat(budget.spent()).isEqualTo(micro(300 * PAID));
      assertThat(budget.reserved()).isEqualTo(Money.ZERO);
      assertThat(harness.journal()).hasSize(600).noneMatch(line -> line.contains("secret-key"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 529})
  void aBurstOfErrorsIsSatOut(int status) throws IOException {
    Asker.Outcome outcome =
        ask((n, post) -> n <= 3 ? Reply.status(status) : says("funny"), 1, "concurrency: 1");
    StoredAnswer answer = first(outcome);
    assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(answer.attempts()).isEqualTo(4);
    boolean mayBeBilled = status == 408 || status == 502;
    assertThat(answer.costMicroUsd() == PAID).isNotEqualTo(mayBeBilled);
  }

  @ParameterizedTest
  @CsvSource({"17, 17", "'Fri, 20 Nov 2026 10:00:40 GMT', 40"})
  void retryAfterIsTheLeastWait(String header, int seconds) throws IOException {
    MovingClock clock = new MovingClock();
    Reply tooMany = new Reply(429, Map.of("Retry-After", header), "{}");
    try (ScriptedServer server =
        new ScriptedServer((n, post) -> n == 1 ? tooMany : says("funny"))) {
      Asker.Outcome outcome =
          new AskHarness(folder, server.baseUrl(), STYLE).clock(clock).ask(1, plenty());
      assertThat(first(outcome).isAnswered()).isTrue();
    }
    assertThat(clock.sleeps()).first().isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void aStreamOfTooManyEndsByItsDeadline() throws IOException {
    MovingClock clock = new MovingClock();
    var start = clock.instant();
    Reply tooMany = new Reply(429, Map.of("Retry-After", "50"), "{}");
    try (ScriptedServer server = new ScriptedServer((n, post) -> tooMany)) {
      String settings = STYLE + "max_attempts: 100\ntotal_timeout_seconds: 300\nconcurrency: 1";
      Asker.Outcome outcome =
          new AskHarness(folder, server.baseUrl(), settings).clock(clock).ask(1, plenty());
      assertThat(first(outcome).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(first(outcome).costMicroUsd()).isZero();
      assertThat(outcome.lastFailure()).isEqualTo("HTTP 429");
      assertThat(server.calls()).hasSizeLessThan(9);
    }
    assertThat(Duration.between(start, clock.instant())).isLessThanOrEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aLostConnectionCountsAtItsWorstAndIsTriedAgain() throws IOException {
    Asker.Outcome outcome =
        ask((n, post) -> n == 1 ? Reply.hangUp() : says("funny"), 1, "concurrency: 1");
    StoredAnswer answer = first(outcome);
    assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(answer.costMicroUsd()).isGreaterThan(PAID);
  }

  @Test
  void aBodyThatTricklesIsGivenUp() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer((n, post) -> Reply.trickle(says("funny").body()))) {
      String settings =
          STYLE
              + "call_timeout_seconds: 1\nmax_attempts: 2\nconcurrency: 1\ntotal_timeout_seconds: 5";
      Budget budget = plenty();
      Asker.Outcome outcome =
          new AskHarness(folder, server.baseUrl(), settings).realTime().ask(1, budget);
      StoredAnswer answer = first(outcome);
      assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(answer.attempts()).isEqualTo(2);
      assertThat(budget.spent()).isEqualTo(micro(answer.costMicroUsd()));
      assertThat(outcome.lastFailure()).isEqualTo("no answer within 1 s");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"message\":{\"content\":\"fun",
        "<html><body>Bad gateway</body></html>",
        "",
        "[]",
        "{}",
        "{\"choices\":[]}"
      })
  void whatIsNoCompletionIsNoAnswer(String body) throws IOException {
    Asker.Outcome outcome = ask((n, post) -> Reply.ok(body), 1, "max_attempts: 2\nconcurrency: 1");
    StoredAnswer answer = first(outcome);
    assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(answer.attempts()).isEqualTo(2);
    assertThat(answer.costMicroUsd()).isPositive();
    assertThat(answer.raw()).isEqualTo(body);
    assertThat(outcome.lastFailure()).isEqualTo("HTTP 200 without a chat completion");
  }

  @ParameterizedTest
  @CsvSource({
    "401, 'the environment variable TEST_KEY is not accepted'",
    "403, 'the environment variable TEST_KEY is not accepted'",
    "404, 'there is no model test-model'"
  })
  void whatNoCallCanPassEndsAtOnce(int status, String words) throws IOException {
    try (ScriptedServer server = new ScriptedServer((n, post) -> Reply.status(status))) {
      AskHarness harness = new AskHarness(folder, server.baseUrl(), STYLE + "concurrency: 1");
      assertThatThrownBy(() -> harness.ask(10, plenty()))
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
          .hasMessageContaining(words)
          .hasMessageContaining(server.baseUrl())
          .hasMessageNotContaining("secret-key");
      assertThat(server.calls()).hasSize(1);
      assertThat(harness.journal()).last().asString().contains("\"failed\"");
    }
  }

  @Test
  void anEndpointThatIsDownIsNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port + "/v1";
    assertThatThrownBy(() -> new AskHarness(folder, url, STYLE).ask(10, plenty()))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
        .hasMessageContaining(url);
  }

  @ParameterizedTest
  @CsvSource({"402, no", "429, insufficient_quota", "429, billing_hard_limit_reached"})
  void anEmptyAccountStopsWithoutATry(int status, String code) throws IOException {
    String body = "{\"error\":{\"message\":\"x\",\"code\":\"%s\"}}".formatted(code);
    try (ScriptedServer server =
        new ScriptedServer(
            (n, post) -> n <= 3 ? says("funny") : new Reply(status, Map.of(), body))) {
      Asker.Outcome outcome =
          new AskHarness(folder, server.baseUrl(), STYLE + "concurrency: 1").ask(10, plenty());
      assertThat(outcome.stop()).isEqualTo(Stop.NO_CREDIT);
      assertThat(server.calls()).hasSize(4);
      assertThat(outcome.count(Outcome.ANSWERED)).isEqualTo(3);
    }
  }

  @Test
  void oneBadTextStopsNobody() throws IOException {
    Asker.Outcome outcome =
        ask(
            (n, post) -> post.endsWith("7") ? Reply.status(400) : says("funny"),
            20,
            "concurrency: 3");
    assertThat(outcome.stop()).isEqualTo(Stop.COMPLETE);
    assertThat(outcome.count(Outcome.ANSWERED)).isEqualTo(18);
    assertThat(outcome.count(Outcome.FAILED)).isEqualTo(2);
    assertThat(outcome.answers().get("h7"))
        .satisfies(
            answer -> {
              assertThat(answer.attempts()).isEqualTo(1);
              assertThat(answer.costMicroUsd()).isZero();
            });
  }

  @Test
  void anEndpointThatOnlyFailsIsLeftAlone() throws IOException {
    Asker.Outcome outcome =
        ask((n, post) -> Reply.status(500), 100, "concurrency: 1\nmax_attempts: 1");
    assertThat(outcome.stop()).isEqualTo(Stop.ENDPOINT_FAILING);
    assertThat(outcome.answers()).hasSize(20);
  }

  @Test
  void requestsAMinuteAreKept() throws IOException {
    MovingClock clock = new MovingClock();
    var start = clock.instant();
    try (ScriptedServer server = new ScriptedServer((n, post) -> says("funny"))) {
      String settings = STYLE + "concurrency: 1\nrequests_per_minute: 30";
      new AskHarness(folder, server.baseUrl(), settings).clock(clock).ask(31, plenty());
    }
    assertThat(Duration.between(start, clock.instant())).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void awkwardTextsArriveWhole() throws IOException {
    Map<String, String> texts = new HashMap<>();
    texts.put("nul", "a\u0000b");
    texts.put("surrogate", "a\ud83db");
    texts.put("long", "x".repeat(90_000));
    texts.put("emoji", "\ud83d\ude00 \"quoted\" \\ {labels}\nline");
    try (ScriptedServer server = new ScriptedServer((n, post) -> says("funny"))) {
      List<AskRequest> requests =
          texts.entrySet().stream()
              .map(e -> new AskRequest(e.getKey(), PostText.safe(e.getValue()), 0))
              .toList();
      Asker.Outcome outcome =
          new AskHarness(folder, server.baseUrl(), STYLE).ask(requests, plenty());
      assertThat(outcome.count(Outcome.ANSWERED)).isEqualTo(4);
      assertThat(server.calls())
          .extracting(ScriptedServer.Call::post)
          .containsExactlyInAnyOrder(
              "a b", "a\ufffdb", "x".repeat(90_000), "\ud83d\ude00 \"quoted\" \\ {labels}\nline");
    }
  }

  private static StoredAnswer first(Asker.Outcome outcome) {
    return Objects.requireNonNull(outcome.answers().get("h0"));
  }
}
