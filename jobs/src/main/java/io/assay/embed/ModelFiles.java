package io.assay.embed;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.config.Problems;
import io.assay.config.YamlFile;
import io.assay.io.AssayHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.io.FileUtils;

/**
 * An embedder ready for use: a folder with {@code tokenizer.json}, {@code embedder.json} and {@code
 * model.onnx}, optimised, or {@code tokens.f32} if it is static.
 *
 * @param spec how it is used
 */
public record ModelFiles(EmbedderSpec spec, Path folder) {
  /** Name of the model in the folder, without {@code .onnx}. */
  static final String MODEL = "model";

  private static final String ORIGINAL = "original.onnx";
  private static final String TOKENIZER = "tokenizer.json";
  private static final String SPEC = "embedder.json";
  private static final String TOKEN_VECTORS = "tokens.f32";
  private static final String DISTILLED = "distilled.json";
  private static final String SECONDS = "core_seconds";

  /**
   * The files of a configured embedder in the cache, fetched, unpacked, optimised and distilled
   * unless an earlier call did so.
   *
   * @throws AssayException NOT_READY if the jar cannot be fetched, USAGE if it is not what the
   *     configuration says
   */
  public static ModelFiles of(EmbedderSpec spec, AssayHome home) {
    Path folder = folder(spec, home);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder.getParent());
        unpack(spec, home, folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModelFiles(spec, folder);
  }

  /**
   * The files in a folder that {@link #of} made, here or on another machine.
   *
   * @throws AssayException (USAGE) if it is no such folder
   */
  public static ModelFiles in(Path folder) {
    Problems problems = new Problems();
    Optional<EmbedderSpec> spec = YamlFile.read(folder.resolve(SPEC), EmbedderSpec.class, problems);
    problems.throwIfAny();
    return new ModelFiles(spec.orElseThrow(), folder);
  }

  /** Bytes of a configured embedder's model; empty if it was not fetched yet. */
  public static OptionalLong bytes(EmbedderSpec spec, AssayHome home) {
    Path model = folder(spec, home).resolve(model(spec));
    try {
      return Files.exists(model) ? OptionalLong.of(Files.size(model)) : OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Core seconds that distilling a static embedder took; empty for another, or where unknown. */
  public static OptionalDouble distillation(EmbedderSpec spec, AssayHome home) {
    Path file = folder(spec, home).resolve(DISTILLED);
    try {
      return Files.exists(file)
          ? OptionalDouble.of(new ObjectMapper().readTree(file.toFile()).path(SECONDS).asDouble())
          : OptionalDouble.empty();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /** A folder a release of the runtime, as that decides on the files beside the configuration. */
  private static Path folder(EmbedderSpec spec, AssayHome home) {
    String runtime = "onnxruntime-" + OptimizedGraph.RELEASE;
    return home.path().resolve("models").resolve(runtime).resolve(spec.id());
  }

  /** One vector a token, of a static embedder. */
  Path tokenVectors() {
    return folder.resolve(TOKEN_VECTORS);
  }

  /** The Hugging Face tokenizer. */
  Path tokenizer() {
    return folder.resolve(TOKENIZER);
  }

  /** All files by name, to be sent elsewhere. */
  Map<String, byte[]> content() {
    Map<String, byte[]> content = new HashMap<>();
    try {
      for (String name : List.of(model(spec), TOKENIZER, SPEC)) {
        content.put(name, Files.readAllBytes(folder.resolve(name)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content;
  }

  private static String model(EmbedderSpec spec) {
    return spec.kind() == EmbedderKind.STATIC ? TOKEN_VECTORS : MODEL + ".onnx";
  }

  private static void unpack(EmbedderSpec spec, AssayHome home, Path folder) throws IOException {
    Path jar = spec.jar().fetch(home);
    Path own = Files.createTempDirectory(folder.getParent(), "unpacking-");
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      optimise(zip, spec, own, home);
      copy(zip, spec.tokenizer(), own.resolve(TOKENIZER));
      Files.writeString(own.resolve(SPEC), CanonicalJson.pretty(spec));
      if (spec.kind() == EmbedderKind.STATIC) {
        distil(new ModelFiles(spec, own), home.natives());
      }
      publish(own, folder);
    } finally {
      FileUtils.deleteDirectory(own.toFile());
    }
  }

  private static void optimise(ZipFile zip, EmbedderSpec spec, Path own, AssayHome home)
      throws IOException {
    DjlSettings.apply(home.natives());
    Path original = own.resolve(ORIGINAL);
    copy(zip, spec.model(), original);
    try {
      OptimizedGraph.write(original, own.resolve(MODEL + ".onnx"));
    } catch (OrtException e) {
      throw new AssayException(
          ExitCode.USAGE,
          "ONNX Runtime cannot optimise %s in %s: %s"
              .formatted(spec.model(), zip.getName(), e.getMessage()),
          e);
    }
    Files.delete(original);
  }

  private static void distil(ModelFiles files, Path nativeCache) throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    long before = System.nanoTime();
    Distillation.of(files, nativeCache, threads).write(files.tokenVectors());
    double seconds = (System.nanoTime() - before) / 1e9 * threads;
    Files.writeString(
        files.folder().resolve(DISTILLED), CanonicalJson.pretty(Map.of(SECONDS, seconds)));
    Files.delete(files.folder().resolve(MODEL + ".onnx"));
  }

  private static void copy(ZipFile zip, String name, Path target) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new AssayException(ExitCode.USAGE, zip.getName() + " holds no " + name);
    }
    try (InputStream bytes = zip.getInputStream(entry)) {
      Files.copy(bytes, target);
    }
  }

  /** A folder is there whole or not at all; the first of two processes wins. */
  private static void publish(Path own, Path folder) throws IOException {
    try {
      Files.move(own, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }
}
