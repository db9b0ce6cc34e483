package io.assay.llm;

import io.assay.config.ExitCode;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import org.jspecify.annotations.Nullable;

/**
 * How asking went.
 *
 * @param stop why it ended
 * @param model that answered
 * @param substitution why not the preferred model, for people; null if it did
 * @param lastFailure why the last request without an answer has none; null if all have one
 * @param texts distinct texts wanted
 * @param reused answers that were there before
 * @param asked texts that were asked now, whatever came of it
 * @param failed of these, ended without an answer
 * @param unknown of these, with nobody knowing whether they were answered
 * @param inFlightAtKill requests in flight when an earlier run was killed
 * @param spent now, reserved money not included
 * @param saved what the reused answers had cost
 * @param rest what the texts that were not asked would probably cost
 * @param inputTokens of the answers of now
 * @param outputTokens of the answers of now
 * @param seconds wall time of asking
 * @param cpuSeconds of the local server; 0 for others
 * @param estimate what was foretold before anything was asked
 */
public record AskSummary(
    Stop stop,
    String model,
    @Nullable String substitution,
    @Nullable String lastFailure,
    int texts,
    int reused,
    int asked,
    int failed,
    int unknown,
    long inFlightAtKill,
    Money spent,
    Money saved,
    Money rest,
    long inputTokens,
    long outputTokens,
    double seconds,
    double cpuSeconds,
    AskEstimate estimate) {

  /** Why asking ended. */
  public enum Stop {
    /** Everything was asked. */
    COMPLETE(ExitCode.OK),
    /** The next call could have passed the run's budget. */
    RUN_CAP(ExitCode.BUDGET),
    /** The next call could have passed the month's budget. */
    MONTH_CAP(ExitCode.BUDGET),
    /** The provider billed more for a call than can have been sent. */
    OVERBILLED(ExitCode.BUDGET),
    /** The provider says that the account is empty. */
    NO_CREDIT(ExitCode.BUDGET),
    /** One request after the other failed. */
    ENDPOINT_FAILING(ExitCode.NOT_READY),
    /** What was missing is with the provider's batch API. */
    SUBMITTED(ExitCode.OK, "submitted; take the answers with ask --batch=fetch"),
    /** A batch is not ready yet. */
    UNDER_WAY(ExitCode.NOT_READY, "a batch is under way; try ask --batch=fetch again later"),
    /** There is no batch whose answers could be taken. */
    NOT_SUBMITTED(
        ExitCode.NOT_READY, "nothing was submitted that could be fetched; run ask --batch=submit");

    private final ExitCode exitCode;
    private final String words;

    Stop(ExitCode exitCode) {
      this(exitCode, "");
    }

    Stop(ExitCode exitCode, String words) {
      this.exitCode = exitCode;
      this.words = words;
    }

    /** What a batch waits for, and what to do about it; empty for what is no matter of batches. */
    public String words() {
      return words;
    }

    /** What a cap that was reached means. */
    static Stop of(Budget.Cap cap) {
      return cap == Budget.Cap.RUN ? RUN_CAP : MONTH_CAP;
    }

    /** What the command ends with, its other steps done. */
    public ExitCode exitCode() {
      return exitCode;
    }
  }

  /** Texts for which nobody was asked. */
  public int left() {
    return texts - reused - asked;
  }
}
