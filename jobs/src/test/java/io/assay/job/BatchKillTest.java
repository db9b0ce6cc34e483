package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.job.AssayProcess.Ended;
import io.assay.llm.BatchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed while its batch is with the provider. */
class BatchKillTest {
  private static final int ASKED = 10;

  @TempDir Path root;

  @Test
  void theNextRunTakesTheAnswersOfTheBatchThatTheKilledOneSubmitted() throws IOException {
    BundledPosts.write(root, 80, BundledPosts.TASK + BundledPosts.FAKE_LLM);
    try (BatchServer server = new BatchServer()) {
      BundledPosts.confWithEndpoint(root, server.baseUrl());
      AssayProcess killed = AssayProcess.start(root, command());
      killed.killOnce(() -> server.batches() == 1 && submitted());
      assertThat(server.answered()).isEmpty();

      server.finish(ASKED - 3);
      AssayProcess again = AssayProcess.start(root, command());
      again.killOnce(() -> server.batches() == 2);
      server.finish(Integer.MAX_VALUE);
      Ended ended = AssayProcess.run(root, command());
      assertThat(ended.code()).as(ended.printed()).isZero();
      assertThat(server.sizes()).as("only the rest goes out again").containsExactly(ASKED, 3);
      assertThat(server.answered()).hasSize(ASKED).doesNotHaveDuplicates();
      assertThat(ended.printed()).contains("llm (fake): 10 texts, 7 from the store, 3 asked");
    }
  }

  /** Whether the provider's id has been written down. */
  private boolean submitted() {
    try (var files = Files.walk(root.resolve("lake/store/answers"))) {
      return files
          .filter(file -> file.toString().contains("/_batches/"))
          .anyMatch(BatchKillTest::hasId);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasId(Path file) {
    try {
      return Files.readString(file).contains("\"batch_id\":\"batch-0\"");
    } catch (IOException e) {
      return false;
    }
  }

  private String[] command() {
    return new String[] {
      "run",
      "--batch",
      "--conf=" + root.resolve("conf"),
      "--task=" + root.resolve("task.yaml"),
      "--posts=" + root.resolve("posts.jsonl"),
      "--gold=" + root.resolve("gold.jsonl"),
      "--lake=" + root.resolve("lake"),
      "--ds=2026-11-20"
    };
  }
}
