package io.assay.job.ask;

import io.assay.cost.Money;
import io.assay.job.run.Screen;
import java.time.Clock;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How asking goes on: a moving line on a terminal, a line every 30 s in the log. */
final class AskMeter {
  private static final Logger LOG = LoggerFactory.getLogger(AskMeter.class);
  private static final long LOG_EVERY_MILLIS = 30_000;

  private final Screen screen;
  private final String labeler;
  private final Clock clock;
  private final long started;
  private long logged;

  AskMeter(Screen screen, String labeler, Clock clock) {
    this.screen = screen;
    this.labeler = labeler;
    this.clock = clock;
    this.started = clock.millis();
    this.logged = started;
  }

  /** One more request has ended. */
  void ended(int done, int total, Money spent) {
    long now = clock.millis();
    double rate = done / Math.max(0.001, (now - started) / 1_000.0);
    String line =
        String.format(
            Locale.ROOT,
            "ask %s: %,d of %,d, %.1f/s, %s spent, %.0f s left",
            labeler,
            done,
            total,
            rate,
            spent,
            (total - done) / rate);
    screen.progress(line);
    if (now - logged >= LOG_EVERY_MILLIS) {
      logged = now;
      LOG.info(line);
    }
  }
}
