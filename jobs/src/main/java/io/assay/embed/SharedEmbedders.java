package io.assay.embed;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;

/**
 * The open models of this JVM, each shared by all its tasks and kept until the JVM ends: closing a
 * session that another thread still runs would end the process.
 */
final class SharedEmbedders {
  private static final ConcurrentHashMap<Key, Embedder> OPEN = new ConcurrentHashMap<>();

  private SharedEmbedders() {}

  private record Key(String folder, String id) {}

  static Embedder get(ModelSource source) {
    Key key = new Key(source.folder(), source.id());
    return OPEN.computeIfAbsent(key, absent -> open(source));
  }

  private static Embedder open(ModelSource source) {
    Path natives = Path.of(SparkFiles.getRootDirectory(), "djl");
    return Embedder.open(source.files(), natives);
  }
}
