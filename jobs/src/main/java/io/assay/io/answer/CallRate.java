package io.assay.io.answer;

/**
 * How long a model took over all texts that it was ever asked about.
 *
 * @param texts asked
 * @param seconds by the clock
 * @param coreSeconds of a server of our own, 0 for others
 */
public record CallRate(double texts, double seconds, double coreSeconds) {
  /** Nothing asked yet. */
  public static final CallRate NONE = new CallRate(0, 0, 0);

  /** With more work. */
  public CallRate plus(CallRate more) {
    return new CallRate(texts + more.texts, seconds + more.seconds, coreSeconds + more.coreSeconds);
  }

  /** Whether there is a rate. */
  public boolean known() {
    return texts > 0;
  }

  /** Seconds by the clock for one text. */
  public double secondsEach() {
    return seconds / texts;
  }

  /** Core seconds of a server of our own for one text. */
  public double coreSecondsEach() {
    return coreSeconds / texts;
  }
}
