package io.assay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

  @ParameterizedTest
  @MethodSource("endpoints")
  void everyEndpointLoads(Path file) {
    assertThat(file.getFileName().toString()).isEqualTo(LlmEndpoint.load(file).name() + ".yaml");
  }
}
