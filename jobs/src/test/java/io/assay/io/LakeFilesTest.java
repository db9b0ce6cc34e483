package io.assay.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeFilesTest {
  private static final int TIMES = 3_000;

  @TempDir Path root;

  /** A kill at any moment leaves the old text or the new one, so a reader never sees neither. */
  @Test
  void aFileThatIsReplacedIsThereAtEveryMoment() {
    LakeFiles files = new LakeFiles(new Configuration());
    var file = new org.apache.hadoop.fs.Path(root.resolve("x.json").toUri());
    files.replace(file, "text 0");
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 1; i <= TIMES; i++) {
                files.replace(file, "text " + i);
              }
              ended.set(true);
            });
    int looks = 0;
    while (!ended.get() && !writer.isCompletedExceptionally()) {
      assertThat(files.read(file))
          .as("look %s", looks++)
          .hasValueSatisfying(text -> assertThat(text).startsWith("text "));
    }
    writer.join();
    assertThat(looks).isGreaterThan(100);
    assertThat(files.read(file)).contains("text " + TIMES);
  }
}
