package io.assay;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each class of tests a session of its own on the one local Spark of this JVM, which ends
 * with it. Surefire runs each class of a JVM on its own, so that a Spark in JUnit's store would end
 * with the class: whatever another class keeps of it would fail, and each class would wait for a
 * new one.
 */
public final class SharedSpark implements ParameterResolver, BeforeAllCallback, AfterAllCallback {
  private static @Nullable SparkSession spark;

  @Override
  public void beforeAll(ExtensionContext context) {
    SparkSession.setActiveSession(spark().newSession());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return SparkSession.active();
  }

  /** Leaves the next class the memory. */
  @Override
  public void afterAll(ExtensionContext context) {
    spark().catalog().clearCache();
  }

  private static synchronized SparkSession spark() {
    if (spark == null) {
      spark = open();
    }
    return spark;
  }

  private static SparkSession open() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("assay-tests")
        .config("spark.ui.enabled", false)
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.warehouse.dir", Path.of("warehouse").toAbsolutePath().toString())
        .config("spark.local.dir", Path.of("spark-local").toAbsolutePath().toString())
        .getOrCreate();
  }
}
