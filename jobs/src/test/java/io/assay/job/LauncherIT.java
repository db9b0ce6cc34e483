package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.cluster.Launcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on local cores. */
class LauncherIT {
  private static final long WITH_SPARK = 100L << 20;

  private static final Path HOME = Path.of(System.getProperty("assay.home"));

  @TempDir Path root;

  /** Spark as this JVM has it: fetching it again would build the jar anew, which others use now. */
  @BeforeAll
  static void linkSpark() throws IOException {
    String version = System.getProperty("assay.spark.version");
    Path jars = Files.createDirectories(HOME.resolve("spark-" + version + "-jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path link = jars.resolve(Path.of(entry).getFileName());
      if (entry.endsWith(".jar") && !Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of(entry));
      }
    }
    Files.writeString(jars.resolve(".complete"), "");
  }

  @Test
  void aRunKeepsTheClassesOfItsJvmForTheNext() throws IOException {
    BundledPosts.write(root, 60, BundledPosts.TASK);
    Path classes = Files.createDirectories(HOME.resolve("classes"));
    FileUtils.cleanDirectory(classes.toFile());

    Launcher.Ended first = run("-XX:TieredStopAtLevel=1");
    assertThat(first.code()).as(first.printed()).isZero();
    assertThat(first.printed()).contains("once, for the next to start faster", "report: ");
    assertThat(FileUtils.sizeOfDirectory(classes.toFile())).isGreaterThan(WITH_SPARK);

    // A JVM that must share classes ends if it cannot read the archive.
    Launcher.Ended second = run("-Xshare:on");
    assertThat(second.code()).as(second.printed()).isZero();
    assertThat(second.printed()).contains("report    done already").doesNotContain("start faster");
  }

  private Launcher.Ended run(String jvmOption) {
    return Launcher.run(
        root,
        Map.of("ASSAY_HOME", HOME.toString(), "JAVA_TOOL_OPTIONS", jvmOption),
        List.of(
            "run",
            "--task=" + root.resolve("task.yaml"),
            "--posts=" + root.resolve("posts.jsonl"),
            "--gold=" + root.resolve("gold.jsonl"),
            "--lake=" + root.resolve("lake"),
            "--ds=2026-11-20"));
  }
}
