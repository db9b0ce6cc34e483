package io.assay.report.wording;

import io.assay.decide.Decision.Candidate;
import org.jspecify.annotations.Nullable;

/** What a candidate costs for a corpus. */
public final class CorpusPrice {
  private CorpusPrice() {}

  /** Fixed and marginal dollars for {@code posts} posts, null where either is not known. */
  public static @Nullable Double usd(Candidate candidate, long posts) {
    Double fixed = candidate.fixedUsd();
    Double marginal = candidate.marginalUsdPer1000();
    return fixed == null || marginal == null ? null : fixed + marginal * posts / 1000;
  }
}
