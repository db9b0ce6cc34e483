package io.assay.llm;

import io.assay.config.LlmEndpoint;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.cost.TokenPrice;
import io.assay.io.LakeFiles;
import io.assay.io.answer.AnswerJournal;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.call.CallFault;
import io.assay.llm.call.ChatMessage;
import io.assay.llm.call.ChatRequest;
import io.assay.llm.call.LlmClient;
import io.assay.llm.call.RetryPolicy;
import io.assay.llm.call.Sleeper;
import io.assay.llm.call.Throttle;
import io.assay.llm.prompt.AskRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** An asker against a test's server, with prices of 1 and 10 micro-dollars a token. */
public final class AskHarness {
  static final TokenPrice PRICE =
      new TokenPrice("test", BigDecimal.ONE, BigDecimal.TEN, LocalDate.of(2026, 11, 1));

  private final Path folder;
  private final String url;
  private final String settings;
  private Clock clock;
  private Sleeper sleeper;

  AskHarness(Path folder, String url, String settings) {
    this.folder = folder;
    this.url = url;
    this.settings = settings;
    MovingClock moving = new MovingClock();
    this.clock = moving;
    this.sleeper = moving;
  }

  AskHarness clock(MovingClock moving) {
    this.clock = moving;
    this.sleeper = moving;
    return this;
  }

  AskHarness realTime() {
    this.clock = Clock.systemUTC();
    this.sleeper = time -> Thread.sleep(time.toMillis());
    return this;
  }

  public static LlmEndpoint endpoint(Path folder, String url, String settings) throws IOException {
    Path file = folder.resolve("test.yaml");
    Files.writeString(
        file,
        "base_url: %s\nmodel: test-model\nprice: {input_usd_per_million: 1, output_usd_per_million: 10, as_of: 2026-11-01}\n%s\n"
            .formatted(url, settings));
    return LlmEndpoint.load(file);
  }

  static List<AskRequest> requests(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new AskRequest("h" + i, "post " + i, 0))
        .toList();
  }

  static Money micro(long amount) {
    return new Money(amount);
  }

  Asker.Outcome ask(int count, Budget budget) throws IOException {
    return ask(requests(count), budget);
  }

  Asker.Outcome ask(List<AskRequest> requests, Budget budget) throws IOException {
    try (AnswerJournal journal = journal(folder, "test")) {
      return asker(budget).ask(requests, journal);
    }
  }

  static AnswerJournal journal(Path folder, String owner) {
    return new AnswerJournal(
        new LakeFiles(new Configuration(false)),
        new org.apache.hadoop.fs.Path(folder.resolve("_journal").toUri()),
        owner);
  }

  Asker asker(Budget budget) throws IOException {
    LlmEndpoint endpoint = endpoint(folder, url, settings);
    LlmClient client = new LlmClient(endpoint, url, "secret-key", clock);
    CallPrice price = new CallPrice.ByTokens(PRICE, endpoint.maxOutputTokens());
    AskOne one =
        new AskOne(
            client,
            price,
            new Throttle(endpoint, clock, sleeper),
            RetryPolicy.of(endpoint),
            new CallFault(url, "test-model", "TEST_KEY"),
            clock,
            sleeper,
            7);
    ChatRequest chat =
        new ChatRequest(endpoint, "test-model", AnswerCodes.words(List.of("funny", "cute")));
    return new Asker(
        one,
        price,
        text -> chat.body(List.of(new ChatMessage("user", text))),
        endpoint.concurrency(),
        false,
        budget,
        (done, total, spent) -> {});
  }

  List<String> journal() throws IOException {
    return Files.readAllLines(folder.resolve("_journal/test.000000.jsonl"));
  }
}
