package io.assay.embed;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/**
 * Where a task finds its model.
 *
 * @param url as given
 * @param id that the model must have; empty: any
 * @param archive name under which Spark unpacked it for its executors, null for a plain folder
 */
record ModelSource(URI url, String id, @Nullable String archive) implements Serializable {

  /**
   * On the driver: an archive is handed to all executors, present and future.
   *
   * @throws AssayException (USAGE) if it is no model, or not the one that is named
   */
  static ModelSource of(URI url, String id, SparkContext context) {
    ModelSource source =
        new ModelSource(url, id, isFolder(url) ? null : distribute(url.toString(), context));
    source.files();
    return source;
  }

  private static String distribute(String url, SparkContext context) {
    String name = "model-" + DigestUtils.sha256Hex(url).substring(0, 16);
    String key = url + "#" + name;
    if (!context.listArchives().contains(key)) {
      context.addArchive(key);
    }
    return name;
  }

  /** The files, unpacked: on the driver or on an executor. */
  ModelFiles files() {
    ModelFiles files =
        ModelFiles.in(archive == null ? path(url) : Path.of(SparkFiles.get(archive)));
    if (!id.isEmpty() && !id.equals(files.spec().id())) {
      throw new AssayException(
          ExitCode.USAGE, "%s holds the embedder %s, not %s".formatted(url, files.spec().id(), id));
    }
    return files;
  }

  private static boolean isFolder(URI url) {
    boolean isLocal = url.getScheme() == null || url.getScheme().equals("file");
    return isLocal && Files.isDirectory(path(url));
  }

  private static Path path(URI url) {
    return url.getScheme() == null ? Path.of(url.getPath()) : Path.of(url);
  }
}
