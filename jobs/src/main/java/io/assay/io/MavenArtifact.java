package io.assay.io;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A jar in a Maven repository, pinned by its checksum. It is fetched by the machine's own Maven, so
 * that mirrors, proxies and credentials of its settings hold.
 *
 * @param coordinates {@code group:artifact:version}
 * @param sha256 of the jar, 64 lower-case hexadecimal digits
 */
public record MavenArtifact(String coordinates, String sha256) {
  private static final Pattern COORDINATES = Pattern.compile("[\\w.-]+:[\\w.-]+:[\\w.-]+");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public MavenArtifact {
    if (!COORDINATES.matcher(coordinates).matches()) {
      throw new IllegalArgumentException(
          "\"" + coordinates + "\" is not of the form group:artifact:version");
    }
    if (!SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 \"" + sha256 + "\" is not 64 lower-case hexadecimal digits");
    }
  }

  /**
   * The jar's place below {@code home}, fetched and verified unless an earlier call did so.
   *
   * @throws AssayException NOT_READY if it cannot be fetched, USAGE if what came is not the jar
   *     that the checksum names
   */
  public Path fetch(AssayHome home) {
    return fetch(home, "mvn");
  }

  Path fetch(AssayHome home, String maven) {
    Path folder = home.path().resolve("artifacts");
    Path jar = folder.resolve(fileName());
    try {
      if (!isVerified(jar)) {
        Files.createDirectories(folder);
        download(folder, jar, maven);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  private String fileName() {
    String[] parts = coordinates.split(":", -1);
    return parts[1] + "-" + parts[2] + ".jar";
  }

  /** The marker spares later runs the reading of the whole jar. */
  private boolean isVerified(Path jar) throws IOException {
    Path marker = marker(jar);
    return Files.isRegularFile(jar)
        && Files.isRegularFile(marker)
        && Files.readString(marker).equals(mark(jar));
  }

  private static Path marker(Path jar) {
    return jar.resolveSibling(jar.getFileName() + ".verified");
  }

  private String mark(Path jar) throws IOException {
    return sha256 + " " + Files.size(jar) + "\n";
  }

  /** Into a folder of its own first: two processes may fetch the same jar at once. */
  private void download(Path folder, Path jar, String maven) throws IOException {
    Path own = Files.createTempDirectory(folder, "fetching-");
    Path fetched = own.resolve(fileName());
    try {
      new MavenCopy(maven).run(coordinates, own);
      verify(fetched);
      Files.move(fetched, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(marker(jar), mark(jar));
    } finally {
      Files.deleteIfExists(fetched);
      Files.deleteIfExists(own);
    }
  }

  private void verify(Path jar) throws IOException {
    String actual = sha256(jar);
    if (!actual.equals(sha256)) {
      throw new AssayException(
          ExitCode.USAGE,
          "%s has sha256 %s, not the configured %s: correct the configuration, or delete the jar from the local Maven repository if it is damaged"
              .formatted(coordinates, actual, sha256));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return DigestUtils.sha256Hex(bytes);
    }
  }
}
