package io.assay.llm.call;

import java.time.Duration;

/** How time is let pass. */
public interface Sleeper {
  /** Returns after the given time, not negative. */
  void sleep(Duration time) throws InterruptedException;
}
