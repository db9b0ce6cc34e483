package io.assay.job.predict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.assay.config.LabelerSpec;
import org.jspecify.annotations.Nullable;

/**
 * What became of a labeler in training.
 *
 * @param notTrained the reason, null if it was trained or has nothing to learn
 * @param note what is worth knowing of what it learned, null if nothing is
 * @param trainPosts posts with gold that it could learn from
 * @param llmPosts posts of part train whose LLM labels it could learn from
 * @param llmMicroUsd what these labels and those that failed there have cost, in whole
 *     micro-dollars
 * @param coreSeconds core time that learning took
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ModelCard(
    String labeler,
    String kind,
    @Nullable String notTrained,
    @Nullable String note,
    long trainPosts,
    long llmPosts,
    long llmMicroUsd,
    double coreSeconds) {

  /** The card of a labeler before its turn. */
  static ModelCard none(LabelerSpec spec) {
    return new ModelCard(spec.name(), spec.kind(), null, null, 0, 0, 0, 0);
  }
}
