package io.assay.cost;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Money that may be spent, for one run and for one month. A call is reserved at its worst case
 * before it is made and settled at its price afterwards, so that callers side by side never pass a
 * cap. Only a provider that bills more than the worst case can; that is counted as overshoot and
 * taken off what is left. Safe for use by many threads.
 */
public final class Budget {
  private final Money runCap;
  private final @Nullable Money monthCap;
  private Money spentBefore;
  private Money spent = Money.ZERO;
  private Money reserved = Money.ZERO;
  private Money overshoot = Money.ZERO;

  /** What stops a call. */
  public enum Cap {
    RUN,
    MONTH
  }

  /**
   * A budget of which nothing is spent in this run.
   *
   * @param runCap for this run
   * @param monthCap for all runs of the month, null for no limit
   * @param spentBefore by earlier runs of the month
   */
  public Budget(Money runCap, @Nullable Money monthCap, Money spentBefore) {
    if (runCap.microUsd() < 0 || spentBefore.microUsd() < 0) {
      throw new IllegalArgumentException("a budget of " + runCap + " after " + spentBefore);
    }
    this.runCap = runCap;
    this.monthCap = monthCap;
    this.spentBefore = spentBefore;
  }

  /**
   * Sets money aside for a call.
   *
   * @param worstCase what it can cost at most, at least 0
   * @return empty if that would pass a cap as long as nothing else is settled
   */
  public synchronized Optional<Reservation> reserve(Money worstCase) {
    if (worstCase.microUsd() < 0) {
      throw new IllegalArgumentException("a call cannot cost " + worstCase);
    }
    if (stopping(spent.plus(reserved).plus(worstCase)).isPresent()) {
      return Optional.empty();
    }
    reserved = reserved.plus(worstCase);
    return Optional.of(new Reservation(worstCase));
  }

  /**
   * Takes over what an earlier run set aside for calls that are under way: it is spent by this run
   * from now on, and no cap can stop it.
   */
  public synchronized Reservation adopt(Money worstCase) {
    spentBefore = spentBefore.minus(worstCase).max(Money.ZERO);
    reserved = reserved.plus(worstCase);
    return new Reservation(worstCase);
  }

  /**
   * The cap that a call would pass even when all open ones turn out to be free: waiting for them
   * does not help. Empty if it may yet fit.
   */
  public synchronized Optional<Cap> stops(Money worstCase) {
    return stopping(spent.plus(worstCase));
  }

  /** Spent in this run on settled calls. */
  public synchronized Money spent() {
    return spent;
  }

  /** Set aside for open calls. */
  public synchronized Money reserved() {
    return reserved;
  }

  /** What was billed above the worst cases. */
  public synchronized Money overshoot() {
    return overshoot;
  }

  /** What can still be reserved, at least 0. */
  public synchronized Money left() {
    Money used = spent.plus(reserved);
    Money left = runCap.minus(used);
    if (monthCap != null) {
      Money month = monthCap.minus(spentBefore).minus(used);
      left = left.exceeds(month) ? month : left;
    }
    return left.max(Money.ZERO);
  }

  private Optional<Cap> stopping(Money inThisRun) {
    if (inThisRun.exceeds(runCap)) {
      return Optional.of(Cap.RUN);
    }
    return monthCap != null && spentBefore.plus(inThisRun).exceeds(monthCap)
        ? Optional.of(Cap.MONTH)
        : Optional.empty();
  }

  private synchronized void settle(Money worstCase, Money actual) {
    reserved = reserved.minus(worstCase);
    spent = spent.plus(actual);
    overshoot = overshoot.plus(actual.minus(worstCase).max(Money.ZERO));
  }

  /** Money set aside for one call; it is settled once. */
  public final class Reservation {
    private final Money worstCase;
    private boolean open = true;

    private Reservation(Money worstCase) {
      this.worstCase = worstCase;
    }

    /** The call was billed. */
    public void settle(Money actual) {
      if (actual.microUsd() < 0) {
        throw new IllegalArgumentException("a call cannot cost " + actual);
      }
      close();
      Budget.this.settle(worstCase, actual);
    }

    /** Nobody knows what became of the call: it counts at its worst case. */
    public void settleUnknown() {
      settle(worstCase);
    }

    /** The call was not made, or is known to be free. */
    public void release() {
      settle(Money.ZERO);
    }

    private synchronized void close() {
      if (!open) {
        throw new IllegalStateException("a reservation is settled once");
      }
      open = false;
    }
  }
}
