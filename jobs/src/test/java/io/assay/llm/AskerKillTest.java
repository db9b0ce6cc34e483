package io.assay.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import io.assay.io.answer.AnswerFolder;
import io.assay.io.answer.AnswerJournal;
import io.assay.io.answer.AnswerStore;
import io.assay.io.answer.StoredAnswer;
import io.assay.llm.prompt.AskRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. */
@ExtendWith(SharedSpark.class)
class AskerKillTest {
  private static final int KILLS = 20;
  private static final int REQUESTS = 12_000;
  private static final int IN_FLIGHT = 16;
  private static final long PAID = 120;

  /** Micro-dollars of one killed run: some reach it before they are killed, others do not. */
  private static final long CAP = 60_000;

  private static final String SETTINGS =
      "answer_style: none\nmax_output_tokens: 5\nconcurrency: " + IN_FLIGHT;

  /** The process that is killed: asks what is not in the file of hashes that are done. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      Set<String> done = Set.copyOf(Files.readAllLines(folder.resolve("done.txt")));
      List<AskRequest> missing =
          AskHarness.requests(REQUESTS).stream()
              .filter(request -> !done.contains(request.requestHash()))
              .toList();
      AskHarness harness = new AskHarness(folder, arguments[1], SETTINGS).realTime();
      try (AnswerJournal journal = AskHarness.journal(folder, arguments[2])) {
        harness.asker(budget(CAP)).ask(missing, journal);
      }
    }
  }

  private static Budget budget(long microUsd) {
    return new Budget(new Money(microUsd), null, Money.ZERO);
  }

  @Test
  void whatIsAnsweredIsNeverAskedAgain(@TempDir Path root, SparkSession session) throws Exception {
    AnswerStore store =
        new AnswerStore(
            session,
            new LakeFiles(session.sparkContext().hadoopConfiguration()),
            Lake.at(root.toString()));
    Path folder = Files.createDirectories(root.resolve("store/answers/model=m/prompt=p"));
    Map<String, Integer> served = new ConcurrentHashMap<>();
    Random random = new Random(11);
    long lost = 0;
    try (ScriptedServer server =
        new ScriptedServer(
            (n, post) -> {
              Thread.sleep(5);
              served.merge(post, 1, Integer::sum);
              return ScriptedServer.says("funny");
            })) {
      Map<String, StoredAnswer> answered = Map.of();
      for (int i = 0; i < KILLS; i++) {
        Files.writeString(folder.resolve("done.txt"), String.join("\n", answered.keySet()));
        int before = server.calls().size();
        kill(folder, server, "owner" + i, 50 + random.nextInt(400));
        assertThat((server.calls().size() - before) * PAID)
            .as("billed by the server in run %s", i)
            .isLessThanOrEqualTo(CAP);
        try (AnswerFolder open = store.open("m", "p", "here", Clock.systemUTC())) {
          assertThat(open.inFlightAtKill()).isLessThanOrEqualTo(Asker.workers(IN_FLIGHT));
          lost += open.inFlightAtKill();
          answered = answered(open);
        }
      }
      assertThat(answered.size()).isBetween(1, REQUESTS - 1);
      Set<String> done = answered.keySet();
      List<AskRequest> missing =
          AskHarness.requests(REQUESTS).stream()
              .filter(request -> !done.contains(request.requestHash()))
              .toList();
      try (AnswerFolder open = store.open("m", "p", "here", Clock.systemUTC())) {
        new AskHarness(folder, server.baseUrl(), SETTINGS)
            .realTime()
            .asker(budget(1_000_000_000))
            .ask(missing, open.journal());
      }
    }
    try (AnswerFolder open = store.open("m", "p", "here", Clock.systemUTC())) {
      assertThat(answered(open)).hasSize(REQUESTS);
    }
    assertThat(served).hasSize(REQUESTS);
    long twice = served.values().stream().filter(count -> count > 1).count();
    assertThat(twice).isLessThanOrEqualTo(lost);
    long calls = served.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(store.spentMicroUsd(Instant.EPOCH)).isGreaterThanOrEqualTo(calls * PAID);
  }

  private static Map<String, StoredAnswer> answered(AnswerFolder open) {
    return open.stored()
        .answered(AskHarness.requests(REQUESTS).stream().map(AskRequest::requestHash).toList(), 0);
  }

  private static void kill(Path folder, ScriptedServer server, String owner, int millis)
      throws Exception {
    int before = server.calls().size();
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString(),
                server.baseUrl(),
                owner)
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "child.log"))
            .start();
    while (server.calls().size() == before) {
      assertThat(child.isAlive())
          .as(() -> "child: " + readAll(folder.resolve("child.log")))
          .isTrue();
      Thread.sleep(10);
    }
    Thread.sleep(millis);
    child.destroyForcibly();
    assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
  }

  private static String readAll(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
