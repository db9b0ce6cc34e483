package io.assay.report.model;

import org.jspecify.annotations.Nullable;

/**
 * A post that a labeler got wrong.
 *
 * @param gold the label by people
 * @param predicted null where the labeler abstained or failed
 * @param evidence why the labeler said so, null when it gave no reason
 */
public record Example(
    String postId,
    String text,
    String gold,
    String labeler,
    @Nullable String predicted,
    @Nullable String evidence) {}
