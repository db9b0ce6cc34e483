package io.assay.job.run;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * In cluster mode the driver starts in a folder of some worker: a path relative to the folder of
 * who submitted it would be looked for, or worse written, there.
 */
final class ClusterPaths {
  private ClusterPaths() {}

  /**
   * Refuses relative paths where the driver runs elsewhere.
   *
   * @param deployMode of spark-submit, null without it
   * @throws AssayException {@link ExitCode#USAGE} with the options and their paths
   */
  static void check(RunOptions options, @Nullable String deployMode) {
    if (!"cluster".equals(deployMode)) {
      return;
    }
    Map<String, List<String>> given = new TreeMap<>();
    given.put("--posts", options.posts);
    given.put("--gold", options.gold);
    given.put("--conf", List.of(options.conf));
    given.put("--task", options.task == null ? List.of() : List.of(options.task));
    given.put("--lake", List.of(options.lake == null ? "lake" : options.lake));
    List<String> relative = new ArrayList<>();
    given.forEach(
        (option, paths) ->
            paths.stream()
                .filter(path -> !isAbsolute(path))
                .forEach(path -> relative.add(option + " " + path)));
    if (!relative.isEmpty()) {
      throw new AssayException(
          ExitCode.USAGE,
          "in cluster mode paths must be absolute and seen by all machines; these are not: "
              + String.join(", ", relative));
    }
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/") || new Path(path).toUri().getScheme() != null;
  }
}
