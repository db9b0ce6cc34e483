package io.assay.labeler;

import io.assay.io.LakeFiles;
import io.assay.label.PostSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.io.file.PathUtils;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An index of labelled posts in the lake, which every process opens once for all its tasks.
 *
 * @param folder of the index
 * @param version differs where the folder was written anew
 */
record IndexedPosts(String folder, String version, LakeFiles files) implements PostSearch {
  private static final ConcurrentHashMap<String, PostIndex> OPEN = new ConcurrentHashMap<>();

  /**
   * Replaces the index in a folder, in one task, since a graph grows post by post.
   *
   * @param posts with id, text, gold and vector, in an order that is always the same
   */
  static void build(
      Dataset<Row> posts, org.apache.hadoop.fs.Path folder, LakeFiles files, List<String> labels) {
    files.delete(folder);
    String to = folder.toString();
    ForeachPartitionFunction<Row> write =
        rows -> write(rows, new org.apache.hadoop.fs.Path(to), files, labels);
    posts.coalesce(1).foreachPartition(write);
  }

  /** The index in a folder. */
  static IndexedPosts of(org.apache.hadoop.fs.Path folder, LakeFiles files) {
    String version =
        files.names(folder).stream()
            .map(name -> name + files.modified(new org.apache.hadoop.fs.Path(folder, name)))
            .collect(Collectors.joining(" "));
    return new IndexedPosts(folder.toString(), version, files);
  }

  @Override
  public List<Neighbour> nearest(float[] vector, int k, Predicate<Post> allowed) {
    return open().nearest(vector, k, allowed);
  }

  private PostIndex open() {
    return OPEN.computeIfAbsent(folder + " " + version, absent -> PostIndex.open(local()));
  }

  private Path local() {
    return files.local(new org.apache.hadoop.fs.Path(folder), ownFiles());
  }

  private static Path ownFiles() {
    return Path.of(SparkFiles.getRootDirectory());
  }

  private static void write(
      Iterator<Row> rows, org.apache.hadoop.fs.Path folder, LakeFiles files, List<String> labels)
      throws IOException {
    Path own = Files.createTempDirectory(ownFiles(), "index-");
    try (PostIndex.Writer index = new PostIndex.Writer(own)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        index.add(KnnLabeler.post(row, labels), KnnLabeler.vector(row));
      }
    }
    files.upload(own, folder);
    PathUtils.deleteDirectory(own);
  }
}
