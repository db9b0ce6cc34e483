package io.assay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssayConfigTest {
  private static final String LEAST = "lake: l\ntask: t\nposts: p\nprices: c\n";

  @TempDir Path folder;

  @Test
  void defaults() throws IOException {
    assertThat(load(LEAST))
        .isEqualTo(new AssayConfig("l", "t", List.of("p"), List.of(), "c", "local", 0));
  }

  @Test
  void fullMapping() throws IOException {
    assertThat(load(LEAST + "gold: [g, h]\nllm: openai\nlocal_cores: 2\n"))
        .isEqualTo(new AssayConfig("l", "t", List.of("p"), List.of("g", "h"), "c", "openai", 2));
  }

  @Test
  void aWrongFileIsRefused() {
    assertThatThrownBy(() -> load("lake: l\nlocal_cores: -1\n"))
        .hasMessageContaining("4 problems")
        .hasMessageContaining(":2: local_cores must be between 0 and 4096, not -1");
  }

  private AssayConfig load(String yaml) throws IOException {
    return AssayConfig.load(Files.writeString(folder.resolve("assay.yaml"), yaml));
  }
}
