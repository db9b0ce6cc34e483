package io.assay.llm.answer;

import org.jspecify.annotations.Nullable;

/**
 * A row of table {@code llm_labels}.
 *
 * @param label set with {@link LlmStatus#LABELLED} only
 * @param confidence of the label, 0 to 1
 * @param requestHash posts with the same redacted text share one answer, and each shows its tokens
 *     and its cost: sum over distinct hashes
 * @param model that answered
 * @param prompt digest of everything that decides an answer besides the post
 */
public record LlmLabel(
    String postId,
    String labeler,
    LlmStatus status,
    @Nullable String label,
    @Nullable Double confidence,
    String requestHash,
    int inputTokens,
    int outputTokens,
    long costMicroUsd,
    int latencyMs,
    String model,
    String prompt) {}
