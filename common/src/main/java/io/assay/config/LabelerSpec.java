package io.assay.config;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One labeler of a task.
 *
 * @param name unique in the task; a slug, since it names a folder
 * @param kind which labeler it is
 * @param effortHours hours of people that it took or takes to make; default 0
 * @param calibrate how published confidences are made to mean what they say; default none
 * @param embedder whose vectors it sees, null for that of the task
 * @param settings the remaining keys
 */
public record LabelerSpec(
    @Matches(value = Matches.SLUG, words = Matches.SLUG_WORDS) String name,
    String kind,
    @Default("0") @Within(min = 0, max = 100_000) double effortHours,
    @Default("none") CalibrationMethod calibrate,
    @Nullable String embedder,
    @Supplied LabelerSettings settings)
    implements Serializable {

  /** The kind that asks an LLM. */
  public static final String LLM = "llm";

  /** The kind whose labels were made elsewhere. */
  public static final String IMPORTED = "imported";

  /** Whether its labels are an LLM's. */
  public boolean isLlm() {
    return settings.isLlm();
  }

  /** Whether it asks an LLM itself. */
  public boolean asks() {
    return kind.equals(LLM);
  }

  /** Whether its labels were made elsewhere. */
  public boolean isImported() {
    return kind.equals(IMPORTED);
  }
}
