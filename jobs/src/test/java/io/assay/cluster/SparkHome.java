package io.assay.cluster;

import io.assay.io.AssayHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The Spark distribution that {@code ./assay test} fetched before the tests. */
public final class SparkHome {
  private SparkHome() {}

  /** The cache that the launcher keeps. */
  public static AssayHome assayHome() {
    return AssayHome.of(System.getenv(), System.getProperty("user.home"));
  }

  /** A Python environment of the launcher, by the start of its name. */
  public static Path environment(String start) {
    Path environments = assayHome().path().resolve("environments");
    try (Stream<Path> found = Files.list(environments)) {
      return found
          .filter(folder -> folder.getFileName().toString().startsWith(start))
          .filter(folder -> Files.exists(folder.resolve(".complete")))
          .max(java.util.Comparator.comparing(folder -> folder.toFile().lastModified()))
          .orElseThrow(() -> missing(environments.resolve(start)));
    } catch (java.io.IOException e) {
      throw missing(environments.resolve(start));
    }
  }

  /** The folder with {@code bin/spark-class} and {@code bin/spark-submit}. */
  public static Path path() {
    Path environment = environment("spark-" + System.getProperty("assay.spark.version"));
    try (Stream<Path> lib = Files.list(environment.resolve("lib"))) {
      return lib.map(python -> python.resolve("site-packages/pyspark"))
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow(() -> missing(environment));
    } catch (java.io.IOException e) {
      throw missing(environment);
    }
  }

  private static AssertionError missing(Path folder) {
    return new AssertionError("there is no " + folder + "; run the tests by ./assay test");
  }
}
