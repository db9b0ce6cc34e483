package io.assay.embed;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;

/**
 * The open models of this JVM, each shared by all its tasks and kept until the JVM ends: a session
 * that is closed while another thread still runs it would end the process.
 */
final class SharedEmbedders {
  private static final ConcurrentHashMap<ModelSource, OnnxEmbedder> OPEN =
      new ConcurrentHashMap<>();

  private SharedEmbedders() {}

  static OnnxEmbedder get(ModelSource source) {
    return OPEN.computeIfAbsent(source, SharedEmbedders::open);
  }

  private static OnnxEmbedder open(ModelSource source) {
    Path natives = Path.of(SparkFiles.getRootDirectory(), "djl");
    return OnnxEmbedder.open(source.files(), natives);
  }
}
