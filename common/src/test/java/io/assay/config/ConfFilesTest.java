package io.assay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stale key in a file that is shipped breaks the build. */
class ConfFilesTest {
  static final Path CONF = Path.of(System.getProperty("assay.project"), "conf");

  static List<Path> endpoints() throws IOException {
    try (Stream<Path> files = Files.list(CONF.resolve("llm"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void theProgramsDefaultsLoad() {
    assertThat(AssayConfig.load(CONF.resolve("assay.yaml")))
        .isEqualTo(
            new AssayConfig(
                "lake",
                "conf/tasks/gif-mood.yaml",
                List.of("test-data/posts.jsonl"),
                List.of("test-data/gold.jsonl"),
                "conf/prices.yaml",
                "local",
                0));
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void everyEndpointLoads(Path file) {
    assertThat(file.getFileName().toString()).isEqualTo(LlmEndpoint.load(file).name() + ".yaml");
  }
}
