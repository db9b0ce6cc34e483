package io.assay.io;

import java.nio.file.Path;
import java.util.Map;

/**
 * The cache for what is fetched: models, jars, Python environments. Outside the repository, safe to
 * delete.
 */
public record AssayHome(Path path) {

  /** The folder for native libraries that libraries of ours unpack. */
  public Path natives() {
    return path.resolve("natives");
  }

  /** {@code ASSAY_HOME} if set, else {@code assay} in the user's cache folder. */
  public static AssayHome of(Map<String, String> environment, String userHome) {
    String home = environment.get("ASSAY_HOME");
    if (home != null && !home.isBlank()) {
      return new AssayHome(Path.of(home));
    }
    String cache = environment.getOrDefault("XDG_CACHE_HOME", userHome + "/.cache");
    return new AssayHome(Path.of(cache, "assay"));
  }
}
