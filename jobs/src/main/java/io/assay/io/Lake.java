package io.assay.io;

import org.apache.hadoop.fs.Path;

/**
 * Where things are in the lake: {@code store} is only ever added to and shared by all runs, {@code
 * runs} is replaceable, {@code labels} is the product.
 */
public record Lake(Path root) {
  static final String MODEL = "model=";

  /** The lake at a path; see {@link #path}. */
  public static Lake at(String path) {
    return new Lake(path(path));
  }

  /**
   * A path of any Hadoop file system as people write it; without a scheme it is local and made
   * absolute.
   */
  public static Path path(String written) {
    Path given = new Path(written);
    boolean local = given.toUri().getScheme() == null;
    return local
        ? new Path(java.nio.file.Path.of(written).toAbsolutePath().normalize().toUri())
        : given;
  }

  /** Everything of one task and one date. */
  public Path run(String task, String ds) {
    return new Path(runs(), task + "/" + ds);
  }

  /** The folders of all runs. */
  public Path runs() {
    return new Path(root, "runs");
  }

  /** What was computed or paid for once. */
  public Path store() {
    return new Path(root, "store");
  }

  /** The lock of who takes files out of the store. */
  public Path storeLock() {
    return new Path(store(), "_lock");
  }

  /** Vectors of all embedders, a folder each. */
  public Path embeddings() {
    return new Path(store(), "embeddings");
  }

  /** Vectors of one embedder, {@code text_hash -> vector}. */
  public Path embeddings(String modelId) {
    return new Path(embeddings(), MODEL + modelId);
  }
}
