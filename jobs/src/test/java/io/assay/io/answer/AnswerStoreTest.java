package io.assay.io.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import io.assay.io.answer.StoredAnswer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class AnswerStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path root;
  private LakeFiles files;
  private AnswerStore store;
  private Path folder;

  @BeforeEach
  void setUp(SparkSession session) {
    files = new LakeFiles(session.sparkContext().hadoopConfiguration());
    store = new AnswerStore(session, files, Lake.at(root.toString()));
    folder = root.resolve("store/answers/model=m/prompt=p");
  }

  @Test
  void answersAreThereAgainAfterClosing() throws IOException {
    try (AnswerFolder open = store.open("m", "p", "host", CLOCK)) {
      write(open, intent("a", 9), answer("a", Outcome.ANSWERED, "{\"x\": \"\u2028\\n\"}", 5));
      write(open, intent("b", 9), answer("b", Outcome.FAILED, null, 3));
    }
    try (AnswerFolder open = store.open("m", "p", "host", CLOCK)) {
      assertThat(open.inFlightAtKill()).isZero();
      assertThat(open.stored().answered(List.of("a", "b", "c"), 0))
          .containsOnlyKeys("a")
          .containsEntry("a", answer("a", Outcome.ANSWERED, "{\"x\": \"\u2028\\n\"}", 5));
      assertThat(open.stored().answered(List.of("a"), 1)).isEmpty();
    }
    assertThat(names())
        .hasSize(1)
        .allMatch(name -> name.matches("answers-.*-host-\\d+-\\d+\\.parquet"));
  }

  @Test
  void openedTwiceInTheSameInstantNothingIsLost() {
    for (String hash : List.of("a", "b")) {
      try (AnswerFolder open = store.open("m", "p", "host", CLOCK)) {
        write(open, answer(hash, Outcome.ANSWERED, "x", 5));
      }
    }
    try (AnswerFolder open = store.open("m", "p", "host", CLOCK)) {
      assertThat(open.stored().answered(List.of("a", "b"), 0)).containsOnlyKeys("a", "b");
    }
  }

  @Test
  void whatWasInFlightAtAKillIsUnknownAtItsWorstPrice(SparkSession session) throws IOException {
    AnswerJournal journal = new AnswerJournal(files, AnswerJournals.in(path()), "killed");
    for (StoredAnswer line :
        List.of(
            intent("a", 9),
            answer("a", Outcome.ANSWERED, "x", 5),
            intent("b", 100),
            new StoredAnswer(
                "b", 0, Outcome.INTENT, null, null, 0, 0, 250, 0, 2, NOW.toString()))) {
      AnswerJournal.await(journal.append(line));
    }
    Path file = folder.resolve("_journal/killed.000000.jsonl");
    Files.writeString(
        file, "{\"request_hash\":\"c\",\"repeat\":0,\"outc", StandardOpenOption.APPEND);

    assertThat(store.spentMicroUsd(Instant.EPOCH)).isEqualTo(255);
    try (AnswerFolder open = store.open("m", "p", "host", CLOCK)) {
      assertThat(open.inFlightAtKill()).isEqualTo(1);
      assertThat(open.stored().answered(List.of("a", "b", "c"), 0)).containsOnlyKeys("a");
    }
    assertThat(store.spentMicroUsd(Instant.EPOCH)).isEqualTo(255);
    assertThat(store.spentMicroUsd(NOW.plusMillis(1))).isZero();
    assertThat(
            session.read().parquet(folder.toString()).where("outcome = 'unknown'").collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.<Integer>getAs("attempts")).isEqualTo(2));
  }

  @Test
  void aCrashAfterCompactionCountsNothingTwice() throws IOException {
    try (AnswerFolder open = store.open("m", "p", "host", CLOCK)) {
      write(open, answer("a", Outcome.ANSWERED, "x", 5));
    }
    String owner = names().get(0).replaceAll("^answers-|\\.parquet$", "");
    Path journals = Files.createDirectories(folder.resolve("_journal"));
    String line =
        "{\"request_hash\":\"a\",\"repeat\":0,\"outcome\":\"answered\",\"raw\":\"x\",\"finish_reason\":\"stop\","
            + "\"input_tokens\":1,\"output_tokens\":1,\"cost_micro_usd\":5,\"latency_ms\":7,\"attempts\":1,"
            + "\"asked_at\":\"2026-11-20T10:00:00Z\"}\n";
    Files.writeString(journals.resolve(owner + ".000000.jsonl"), line);
    Files.createDirectories(folder.resolve("_compacting"));

    assertThat(store.spentMicroUsd(Instant.EPOCH)).isEqualTo(5);
    store.open("m", "p", "host", CLOCK).close();
    assertThat(store.spentMicroUsd(Instant.EPOCH)).isEqualTo(5);
    assertThat(names()).hasSize(1);
    assertThat(journals).doesNotExist();
  }

  @Test
  void oneTextUnderTwoPromptsIsPaidTwice() {
    for (String prompt : List.of("p", "q")) {
      try (AnswerFolder open = store.open("m", prompt, "host", CLOCK)) {
        write(open, intent("a", 9), answer("a", Outcome.ANSWERED, "x", 5));
      }
    }
    assertThat(store.spentMicroUsd(Instant.EPOCH)).isEqualTo(10);
  }

  @Test
  void oneWriterAtATime() {
    try (AnswerFolder open = store.open("m", "p", "host", CLOCK)) {
      assertThat(open.inFlightAtKill()).isZero();
      assertThatThrownBy(() -> store.open("m", "p", "host", CLOCK))
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
          .hasMessageContaining("prompt=p");
    }
    store.open("m", "p", "host", CLOCK).close();
  }

  @Test
  void nothingIsSpentInANewLake() {
    assertThat(store.spentMicroUsd(Instant.EPOCH)).isZero();
  }

  private static void write(AnswerFolder open, StoredAnswer... lines) {
    for (StoredAnswer line : lines) {
      AnswerJournal.await(open.journal().append(line));
    }
  }

  private static StoredAnswer intent(String hash, long worst) {
    return StoredAnswer.intent(hash, 0, worst, 1, NOW);
  }

  private static StoredAnswer answer(
      String hash, Outcome outcome, @Nullable String raw, long cost) {
    return new StoredAnswer(hash, 0, outcome, raw, "stop", 1, 1, cost, 7, 1, NOW.toString());
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(folder.toUri());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(p -> p.getFileName().toString()).filter(n -> !n.startsWith("_")).toList();
    }
  }
}
