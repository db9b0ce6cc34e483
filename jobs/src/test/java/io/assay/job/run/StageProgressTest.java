package io.assay.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSpark.class)
class StageProgressTest {
  @Test
  void tellsHowManyTasksAreDoneBehindWhatIsGoingOn(SparkSession session) throws Exception {
    assertThat(shown(session, true)).contains("\rcount … 1 of 7 tasks ");
  }

  @Test
  void whereNothingCanBeOverwrittenItIsSilent(SparkSession session) throws Exception {
    assertThat(shown(session, false)).isEmpty();
  }

  /** Spark tells of tasks a moment late. */
  @Test
  void whatIsOverIsNotShownAgain() {
    StringWriter out = new StringWriter();
    Screen screen = new Screen(new PrintWriter(out), true);
    screen.progress("count …");
    screen.line("count 0.1 s");
    screen.detail("7 of 7 tasks");
    assertThat(out.toString())
        .doesNotContain("7 of 7 tasks")
        .endsWith("count 0.1 s" + System.lineSeparator());
  }

  private static String shown(SparkSession session, boolean terminal) throws Exception {
    StringWriter out = new StringWriter();
    Screen screen = new Screen(new PrintWriter(out), terminal);
    screen.progress("count …");
    StageProgress progress = new StageProgress(screen);
    session.sparkContext().addSparkListener(progress);
    try {
      session.range(0, 70, 1, 7).foreach(row -> {});
      session.sparkContext().listenerBus().waitUntilEmpty();
    } finally {
      session.sparkContext().removeSparkListener(progress);
    }
    return out.toString();
  }
}
