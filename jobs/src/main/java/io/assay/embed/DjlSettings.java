package io.assay.embed;

import java.nio.file.Path;

/** What DJL reads from system properties when its classes are loaded. */
final class DjlSettings {
  private DjlSettings() {}

  /**
   * Sends the native libraries that DJL unpacks to a folder of ours, and keeps it off the network.
   * What is set already stays.
   */
  static void apply(Path nativeCache) {
    String cache = nativeCache.toAbsolutePath().toString();
    setIfAbsent("DJL_CACHE_DIR", cache);
    setIfAbsent("ENGINE_CACHE_DIR", cache);
    setIfAbsent("ai.djl.offline", "true");
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
