package io.assay.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LlmEndpoint;
import io.assay.config.Problems;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.cost.Prices;
import io.assay.io.AssayHome;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import io.assay.io.answer.AnswerFolder;
import io.assay.io.answer.AnswerStore;
import io.assay.io.answer.BatchRecord;
import io.assay.llm.AskSummary.Stop;
import io.assay.llm.answer.LlmLabel;
import io.assay.llm.answer.LlmStatus;
import io.assay.llm.prompt.LlmQuestion;
import io.assay.llm.prompt.LlmQuestion.Post;
import io.assay.llm.prompt.PreparedQuestion;
import io.assay.llm.prompt.PromptKey;
import io.assay.llm.prompt.PromptTemplate;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Asking through a provider's batch API. */
@ExtendWith(SharedSpark.class)
class BatchTest {
  /** 100 and 2 tokens at one and ten micro-dollars, at half the price. */
  private static final long PAID = 60;

  private static final List<Post> POSTS =
      IntStream.range(0, 10)
          .mapToObj(i -> new Post("p" + i, i % 2 == 0 ? "mop number " + i : "paws number " + i))
          .toList();

  @TempDir Path folder;
  private AnswerStore store;
  private final MovingClock clock = new MovingClock();

  @BeforeEach
  void setUp(SparkSession session) {
    store =
        new AnswerStore(
            session,
            new LakeFiles(session.sparkContext().hadoopConfiguration()),
            Lake.at(folder.resolve("lake").toString()));
  }

  @Test
  void aBatchIsHalfThePriceAndItsAnswersAreKept() throws IOException {
    try (BatchServer server = new BatchServer().finishingAtOnce()) {
      LlmResult result = ask(server, BatchMode.WAIT, POSTS);
      assertThat(result.summary().stop()).isEqualTo(Stop.COMPLETE);
      assertThat(result.labels())
          .extracting(LlmLabel::label)
          .startsWith("funny", "cute", "funny", "cute");
      assertThat(result.summary().spent()).isEqualTo(new Money(10 * PAID));
      assertThat(store.spentMicroUsd(Instant.EPOCH)).isEqualTo(10 * PAID);
      LlmResult again = ask(server, null, POSTS);
      assertThat(again.summary().asked()).isZero();
      assertThat(again.labels()).isEqualTo(result.labels());
      assertThat(server.batches()).isEqualTo(1);
    }
  }

  @Test
  void submittingAndFetchingAreCommandsOfTheirOwn() throws IOException {
    try (BatchServer server = new BatchServer()) {
      assertThat(ask(server, BatchMode.FETCH, POSTS).summary().stop())
          .isEqualTo(Stop.NOT_SUBMITTED);
      LlmResult submitted = ask(server, BatchMode.SUBMIT, POSTS);
      assertThat(submitted.summary().stop()).isEqualTo(Stop.SUBMITTED);
      assertThat(submitted.summary().stop().exitCode()).isEqualTo(ExitCode.OK);
      assertThat(submitted.labels()).isEmpty();
      assertThat(store.spentMicroUsd(Instant.EPOCH))
          .as("what is under way counts at its worst")
          .isGreaterThan(10 * PAID);

      assertThat(ask(server, BatchMode.SUBMIT, POSTS).summary().stop()).isEqualTo(Stop.SUBMITTED);
      LlmResult early = ask(server, BatchMode.FETCH, POSTS);
      assertThat(early.summary().stop()).isEqualTo(Stop.UNDER_WAY);
      assertThat(early.summary().stop().exitCode()).isEqualTo(ExitCode.NOT_READY);
      assertThat(ask(server, null, POSTS).summary().stop())
          .as("nobody asks for what is under way")
          .isEqualTo(Stop.UNDER_WAY);
      assertThat(server.batches()).isEqualTo(1);

      server.finish(Integer.MAX_VALUE);
      LlmResult fetched = ask(server, BatchMode.FETCH, POSTS);
      assertThat(fetched.summary().stop()).isEqualTo(Stop.COMPLETE);
      assertThat(fetched.labels()).hasSize(10);
      assertThat(store.spentMicroUsd(Instant.EPOCH)).isEqualTo(10 * PAID);
    }
  }

  @Test
  void anExpiredBatchIsPaidInPartAndOnlyTheRestGoesOutAgain() throws IOException {
    try (BatchServer server = new BatchServer()) {
      ask(server, BatchMode.SUBMIT, POSTS);
      server.finish(7);
      LlmResult part = ask(server, BatchMode.FETCH, POSTS);
      assertThat(part.labels()).hasSize(7);
      assertThat(part.summary().stop()).isEqualTo(Stop.UNDER_WAY);
      assertThat(server.batches()).isEqualTo(2);
      server.finish(Integer.MAX_VALUE);
      assertThat(ask(server, BatchMode.WAIT, POSTS).labels()).hasSize(10);
      assertThat(server.answered()).hasSize(10).doesNotHaveDuplicates();
      assertThat(store.spentMicroUsd(Instant.EPOCH)).isEqualTo(10 * PAID);
    }
  }

  @Test
  void whoWaitsSubmitsOnlyTheRestOfAnExpiredBatch() throws IOException {
    try (BatchServer server = new BatchServer()) {
      ask(server, BatchMode.SUBMIT, POSTS);
      server.finish(7);
      LlmResult part = ask(server, BatchMode.WAIT, POSTS);
      assertThat(part.summary().stop()).as("after a day").isEqualTo(Stop.UNDER_WAY);
      server.finish(Integer.MAX_VALUE);
      assertThat(server.answered()).hasSize(10).doesNotHaveDuplicates();
    }
  }

  @Test
  void aBatchWhoseIdWasLostIsFoundByItsMark() throws IOException {
    try (BatchServer server = new BatchServer()) {
      server.loseNextAnswer();
      assertThat(ask(server, BatchMode.SUBMIT, POSTS).summary().stop()).isEqualTo(Stop.SUBMITTED);
      assertThat(server.batches()).as("not submitted twice").isEqualTo(1);

      // As a kill would leave it that came between the submission and the answer.
      rewrite(server, record -> forgotten(record, record.mark()));
      server.finish(Integer.MAX_VALUE);
      assertThat(ask(server, BatchMode.FETCH, POSTS).labels()).hasSize(10);
      assertThat(server.batches()).isEqualTo(1);
    }
  }

  @Test
  void aBatchThatNeverCameToBeIsForgotten() throws IOException {
    try (BatchServer server = new BatchServer()) {
      ask(server, BatchMode.SUBMIT, POSTS.subList(0, 2));
      // As a kill would leave it that came before the submission of all ten.
      List<String> hashes = POSTS.stream().map(PreparedQuestion::hash).toList();
      rewrite(server, r -> new BatchRecord("mark", null, r.submittedAt(), 0, 9_999, hashes, false));
      assertThat(ask(server, BatchMode.SUBMIT, POSTS).summary().stop()).isEqualTo(Stop.SUBMITTED);
      assertThat(server.batches()).isEqualTo(2);
      server.finish(Integer.MAX_VALUE);
      assertThat(ask(server, BatchMode.FETCH, POSTS).labels())
          .as("the two of the first batch are under way")
          .hasSize(8);
    }
  }

  @Test
  void theBudgetBoundsWhatIsSubmitted() throws IOException {
    try (BatchServer server = new BatchServer().finishingAtOnce()) {
      LlmResult result =
          labeling(server, BatchMode.WAIT)
              .ask(question(), POSTS, 0, budget(400), (done, total, spent) -> {});
      assertThat(result.summary().stop()).isEqualTo(Stop.RUN_CAP);
      assertThat(result.summary().asked()).isBetween(1, 9);
      assertThat(result.summary().spent().microUsd()).isLessThanOrEqualTo(400);
      assertThat(server.answered()).hasSize(result.summary().asked());
    }
  }

  @Test
  void aRejectedRequestIsCountedAndNotSubmittedAgain() throws IOException {
    try (BatchServer server = new BatchServer().finishingAtOnce()) {
      LlmResult result =
          ask(server, BatchMode.WAIT, List.of(POSTS.get(0), new Post("bad", "reject me")));
      assertThat(result.labels())
          .extracting(LlmLabel::status)
          .containsExactly(LlmStatus.LABELLED, LlmStatus.ERROR);
      assertThat(server.batches()).isEqualTo(1);
    }
  }

  @Test
  void aLocalServerHasNoBatches() {
    LlmEndpoint local =
        LlmEndpoint.load(Path.of(System.getProperty("assay.project"), "conf/llm/local.yaml"));
    assertThatThrownBy(() -> new LlmLabeling(surroundings(), local, 7, BatchMode.WAIT))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("--batch");
  }

  private interface Change {
    BatchRecord of(BatchRecord record);
  }

  private static BatchRecord forgotten(BatchRecord record, String mark) {
    return new BatchRecord(
        mark,
        null,
        record.submittedAt(),
        record.repeat(),
        record.reservedMicroUsd(),
        record.requestHashes(),
        false);
  }

  private void rewrite(BatchServer server, Change change) throws IOException {
    PromptKey key = new PreparedQuestion(question(), endpoint(server), null, prices()).key();
    try (AnswerFolder open = store.open(key.modelSlug(), key.digest(), "here", clock)) {
      BatchRecord record = open.batches().open().get(0);
      open.batches().save(change.of(record));
    }
  }

  private LlmLabeling labeling(BatchServer server, @Nullable BatchMode mode) throws IOException {
    return new LlmLabeling(surroundings(), endpoint(server), 7, mode);
  }

  private LlmEndpoint endpoint(BatchServer server) throws IOException {
    return AskHarness.endpoint(
        folder, server.baseUrl(), "answer_style: none\nmax_output_tokens: 5");
  }

  private LlmResult ask(BatchServer server, @Nullable BatchMode mode, List<Post> posts)
      throws IOException {
    return labeling(server, mode)
        .ask(question(), posts, 0, budget(1_000_000), (done, total, spent) -> {});
  }

  private static Budget budget(long microUsd) {
    return new Budget(new Money(microUsd), null, Money.ZERO);
  }

  private static LlmQuestion question() {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    labels.put("funny", List.of());
    labels.put("cute", List.of());
    PromptTemplate template =
        PromptTemplate.parse(Path.of("prompt.txt"), "{labels}\n{post}", new Problems())
            .orElseThrow();
    return new LlmQuestion("llm", labels, template, List.of(), Map.of());
  }

  private static Prices prices() {
    return new Prices(
        "prices.yaml",
        LocalDate.of(2026, 11, 1),
        new BigDecimal("0.04"),
        BigDecimal.TEN,
        BigDecimal.ONE,
        Map.of());
  }

  private LlmSurroundings surroundings() {
    return new LlmSurroundings(
        store,
        prices(),
        Map.of(),
        AssayHome.of(System.getenv(), System.getProperty("user.home")),
        "python3",
        2,
        "test-host",
        clock,
        clock);
  }
}
