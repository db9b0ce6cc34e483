package io.assay.llm;

import static io.assay.llm.AskHarness.micro;
import static io.assay.llm.ScriptedServer.completion;
import static io.assay.llm.ScriptedServer.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.io.answer.StoredAnswer;
import io.assay.llm.AskSummary.Stop;
import io.assay.llm.ScriptedServer.Script;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.call.ChatMessage;
import io.assay.llm.call.ChatRequest;
import io.assay.llm.prompt.AskRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskerBudgetTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"prompt_tokens\":-3,\"completion_tokens\":2}",
        "{\"prompt_tokens\":\"many\",\"completion_tokens\":2}",
        "{\"prompt_tokens\":0,\"completion_tokens\":0}",
        "{\"prompt_tokens\":1e30,\"completion_tokens\":1}",
        "{\"prompt_tokens\":99999999999999,\"completion_tokens\":1}"
      })
  void withoutCredibleUsageTheWorstCaseIsPaid(String usage) throws IOException {
    Asker.Outcome outcome = ask((n, post) -> completion("funny", "stop", usage), 1, "");
    StoredAnswer answer = first(outcome);
    assertThat(answer.isAnswered()).isTrue();
    assertThat(answer.inputTokens()).isZero();
    assertThat(answer.costMicroUsd()).isGreaterThan(PAID);
    assertThat(outcome.stop()).isEqualTo(Stop.COMPLETE);
  }

  @ParameterizedTest
  @CsvSource({"5, 10", "16, 10"})
  void theBudgetIsNeverPassedHoweverManyAreInFlight(int concurrency, int affordable)
      throws IOException {
    long worst = worst();
    Budget budget = new Budget(micro(worst + (affordable - 1) * PAID), null, Money.ZERO);
    try (ScriptedServer server =
        new ScriptedServer(
            (n, post) -> {
              Thread.sleep(5);
              return says("funny");
            })) {
      String settings = STYLE + "concurrency: " + concurrency;
      Asker.Outcome outcome = new AskHarness(folder, server.baseUrl(), settings).ask(100, budget);
      assertThat(outcome.stop()).isEqualTo(Stop.RUN_CAP);
      assertThat(server.calls()).hasSize(affordable);
      assertThat(outcome.answers()).hasSize(affordable);
      // What is left out is the end of the list.
      assertThat(outcome.answers().keySet())
          .containsExactlyInAnyOrderElementsOf(
              AskHarness.requests(affordable).stream().map(AskRequest::requestHash).toList());
    }
    assertThat(budget.spent()).isEqualTo(micro(affordable * PAID));
  }

  @Test
  void aMonthThatIsSpentStopsToo() throws IOException {
    Budget budget = new Budget(micro(1_000_000), micro(500), micro(400));
    try (ScriptedServer server = new ScriptedServer((n, post) -> says("funny"))) {
      Asker.Outcome outcome = new AskHarness(folder, server.baseUrl(), STYLE).ask(10, budget);
      assertThat(outcome.stop()).isEqualTo(Stop.MONTH_CAP);
      assertThat(server.calls()).isEmpty();
    }
  }

  @Test
  void aProviderThatBillsMoreThanWasSentStopsTheRun() throws IOException {
    String usage = "{\"prompt_tokens\":50000,\"completion_tokens\":2}";
    Asker.Outcome outcome =
        ask((n, post) -> completion("funny", "stop", usage), 50, "concurrency: 2");
    assertThat(outcome.stop()).isEqualTo(Stop.OVERBILLED);
    assertThat(outcome.answers()).hasSizeBetween(1, 3);
    assertThat(outcome.answers().values())
        .allSatisfy(answer -> assertThat(answer.costMicroUsd()).isEqualTo(50_020));
  }

  private static StoredAnswer first(Asker.Outcome outcome) {
    return Objects.requireNonNull(outcome.answers().get("h0"));
  }

  private long worst() throws IOException {
    ChatRequest chat =
        new ChatRequest(
            AskHarness.endpoint(folder, "http://x/v1", STYLE),
            "test-model",
            AnswerCodes.words(List.of("funny", "cute")));
    // The longest body of the first hundred requests.
    return AskHarness.PRICE
        .worstCase(chat.body(List.of(new ChatMessage("user", "post 99"))), 5)
        .microUsd();
  }
}
