package io.assay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MavenArtifactTest {
  private static final String COORDINATES = "org.jspecify:jspecify:1.0.0";
  private static final String SHA_256 =
      "1fad6e6be7557781e4d33729d49ae1cdc8fdda6fe477bb0cc68ce351eafdfbab";
  private static final String NO_MAVEN = "no-such-maven";

  @TempDir Path folder;

  @Test
  void fetchesAndVerifiesOnce() throws IOException {
    MavenArtifact artifact = new MavenArtifact(COORDINATES, SHA_256);
    AssayHome home = new AssayHome(folder.resolve("home"));

    Path jar = artifact.fetch(home);

    assertThat(DigestUtils.sha256Hex(Files.readAllBytes(jar))).isEqualTo(SHA_256);
    assertThat(artifact.fetch(home, NO_MAVEN)).isEqualTo(jar);
    assertThat(names(folder.resolve("home/artifacts")))
        .containsExactlyInAnyOrder("jspecify-1.0.0.jar", "jspecify-1.0.0.jar.verified");
  }

  @Test
  void aDamagedJarIsFetchedAgain() throws IOException {
    MavenArtifact artifact = new MavenArtifact(COORDINATES, SHA_256);
    AssayHome home = new AssayHome(folder);
    Path jar = artifact.fetch(home);
    Files.writeString(jar, "half a jar");

    artifact.fetch(home);

    assertThat(DigestUtils.sha256Hex(Files.readAllBytes(jar))).isEqualTo(SHA_256);
  }

  @Test
  void anotherChecksumLeavesNothing() throws IOException {
    MavenArtifact artifact = new MavenArtifact(COORDINATES, "0".repeat(64));

    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> artifact.fetch(new AssayHome(folder)))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .withMessageContainingAll(COORDINATES, SHA_256, "0".repeat(64));
    assertThat(names(folder.resolve("artifacts"))).isEmpty();
  }

  @Test
  void withoutMavenItIsNotReady() {
    MavenArtifact artifact = new MavenArtifact(COORDINATES, SHA_256);

    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> artifact.fetch(new AssayHome(folder), NO_MAVEN))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
        .withMessageContainingAll(COORDINATES, NO_MAVEN);
  }

  @Test
  void whatIsNotInTheRepositoryIsNotReady() {
    MavenArtifact artifact = new MavenArtifact("org.jspecify:jspecify:0.0.0-none", SHA_256);

    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> artifact.fetch(new AssayHome(folder)))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
        .withMessageContaining("jspecify:jar:0.0.0-none");
  }

  @ParameterizedTest
  @CsvSource({
    "org.jspecify:jspecify, 64",
    "org.jspecify:jspecify:1.0.0:jar, 64",
    "org.jspecify:jspecify:../1, 64",
    "org.jspecify:jspecify:1.0.0, 63"
  })
  void refusesWhatIsNotPinned(String coordinates, int digits) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MavenArtifact(coordinates, "a".repeat(digits)));
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
