package io.assay.job.run;

import io.assay.config.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * A digest of Assay's own classes: code that changed must not be taken for code that has run. Built
 * twice from the same sources it is the same.
 */
public final class CodeVersion {
  private CodeVersion() {}

  /** Eight hexadecimal digits. */
  public static String current() {
    CRC32 crc = new CRC32();
    // Two roots when classes are not packed, one jar otherwise.
    Stream.of(CodeVersion.class, ExitCode.class)
        .map(CodeVersion::location)
        .distinct()
        .flatMap(path -> checksums(path).entrySet().stream())
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> crc.update((e.getKey() + e.getValue()).getBytes(StandardCharsets.UTF_8)));
    return "%08x".formatted(crc.getValue());
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Long> checksums(Path path) {
    try {
      return Files.isDirectory(path) ? ofFolder(path) : ofJar(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Long> ofJar(Path jar) throws IOException {
    TreeMap<String, Long> checksums = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .filter(e -> e.getName().startsWith("io/assay/") && !e.isDirectory())
          .forEach(e -> checksums.put(e.getName(), e.getCrc()));
    }
    return checksums;
  }

  private static Map<String, Long> ofFolder(Path folder) throws IOException {
    TreeMap<String, Long> checksums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        CRC32 crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        checksums.put(folder.relativize(file).toString(), crc.getValue());
      }
    }
    return checksums;
  }
}
