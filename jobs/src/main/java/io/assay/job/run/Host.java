package io.assay.job.run;

import io.assay.io.AssayHome;
import java.time.Clock;
import java.util.Map;

/**
 * What comes from outside, once, at the entry: the clock, the environment, the user's home.
 *
 * @param environment variables of the process
 * @param name of the machine, as other machines see it
 * @param cores of the machine
 * @param screen where people read
 */
public record Host(
    Clock clock,
    Map<String, String> environment,
    AssayHome home,
    String name,
    int cores,
    Screen screen) {

  /** This moment and this machine. */
  public String now() {
    return clock.instant() + " " + name;
  }
}
