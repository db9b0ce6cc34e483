package io.assay.job;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * What became of a labeler in training.
 *
 * @param notTrained the reason, null if it was trained or has nothing to learn
 * @param trainPosts posts that it could learn from
 * @param coreSeconds core time that learning took
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ModelCard(
    String labeler,
    String kind,
    @Nullable String notTrained,
    long trainPosts,
    double coreSeconds) {}
