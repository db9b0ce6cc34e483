package io.assay.job.run;

import java.io.PrintWriter;

/** What people read while a command runs: one line a step, a moving line on a terminal. */
public final class Screen {
  private static final int WIDTH = 100;

  private final PrintWriter out;
  private final boolean terminal;
  private boolean moving;
  private String current = "";

  /**
   * Writes to a stream.
   *
   * @param terminal whether a line can be overwritten
   */
  public Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A line that stays. */
  public synchronized void line(String text) {
    clear();
    current = "";
    out.println(text);
    out.flush();
  }

  /** A line that the next one replaces; nothing where that is not possible. */
  public synchronized void progress(String text) {
    current = text;
    move(text);
  }

  /** Says more about what {@link #progress} said last; nothing once a line has closed it. */
  synchronized void detail(String text) {
    if (!current.isEmpty()) {
      move(current + " " + text);
    }
  }

  private void move(String text) {
    if (terminal) {
      String shown = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
      out.print("\r" + shown + " ".repeat(WIDTH - shown.length()));
      out.flush();
      moving = true;
    }
  }

  /** Whether {@link #progress} shows. */
  boolean terminal() {
    return terminal;
  }

  private void clear() {
    if (moving) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      moving = false;
    }
  }
}
