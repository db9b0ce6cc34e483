package io.assay.job.run;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Commands beside the steps of a run, in a session of their own. */
public final class OwnSession {
  private OwnSession() {}

  /**
   * Does the work, shows what it says, and closes the session.
   *
   * @return the exit code
   * @throws AssayException if the user can do something about it, a storage that is full included
   */
  public static int run(RunSpec spec, Host host, Function<SparkSession, String> work)
      throws Exception {
    SparkSession session = Sessions.open(spec, host);
    try {
      work.apply(session).lines().forEach(host.screen()::line);
      return ExitCode.OK.code();
    } catch (AssayException e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw OutsideFault.of(e, spec.lake().root()).map(Exception.class::cast).orElse(e);
    } finally {
      session.stop();
    }
  }
}
