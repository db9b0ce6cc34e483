package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell glob over many files makes a long command line, which must not end the process. */
class LongCommandLineTest {
  /** Near the most that one argument may have on Linux. */
  private static final int CHARACTERS = 120_000;

  /** The process: embeds one text. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      ModelFiles files = TestModels.int8();
      try (Embedder embedder = Embedder.open(files, TestModels.natives())) {
        if (embedder.embed(List.of("text")).length != 1) {
          throw new IllegalStateException("one text, one vector");
        }
      }
    }
  }

  @Test
  void theRuntimeStarts(@TempDir Path folder) throws IOException, InterruptedException {
    assertThat(TestModels.int8().folder()).exists();
    Path out = folder.resolve("out.txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-Dassay.project=" + System.getProperty("assay.project"),
                "-Dassay.home=" + System.getProperty("assay.home"),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                "x".repeat(CHARACTERS))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(child.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(child.exitValue()).as(() -> read(out)).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
