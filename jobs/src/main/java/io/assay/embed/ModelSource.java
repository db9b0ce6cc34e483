package io.assay.embed;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * Where a task finds its model.
 *
 * @param folder on the driver
 * @param id of the embedder
 * @param content the folder's files by name, for executors that cannot read it; null where all
 *     tasks run beside the driver. A broadcast, since files that are added to a Spark 4 context
 *     after its start do not reach the tasks of a Dataset
 */
record ModelSource(String folder, String id, @Nullable Broadcast<Map<String, byte[]>> content)
    implements Serializable {

  /** What executors were sent, by application and folder: a static embedder is asked for often. */
  private static final ConcurrentHashMap<String, ModelSource> SENT = new ConcurrentHashMap<>();

  /** For the tasks of this context. */
  static ModelSource of(ModelFiles files, SparkContext context) {
    String folder = files.folder().toAbsolutePath().toString();
    return context.isLocal()
        ? new ModelSource(folder, files.spec().id(), null)
        : SENT.computeIfAbsent(
            context.applicationId() + " " + folder, key -> broadcast(files, context));
  }

  /** For tasks on other machines. */
  static ModelSource broadcast(ModelFiles files, SparkContext context) {
    Map<String, byte[]> content = files.content();
    return new ModelSource(
        files.folder().toAbsolutePath().toString(),
        files.spec().id(),
        JavaSparkContext.fromSparkContext(context).broadcast(content));
  }

  /** The files as this JVM can read them: those of the driver or a copy of its own. */
  ModelFiles files() {
    return ModelFiles.in(content == null ? Path.of(folder) : unpack(content.value()));
  }

  private static Path unpack(Map<String, byte[]> content) {
    try {
      Path copy = Files.createTempDirectory(Path.of(SparkFiles.getRootDirectory()), "model-");
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        Files.write(copy.resolve(file.getKey()), file.getValue());
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
