package io.assay.decide;

import io.assay.cost.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * A labeler with what is known of it when the decision is made.
 *
 * @param gold gold posts of the frame that it was scored on
 * @param right of these
 * @param labelledGold of these, those that it labelled
 * @param coverage share of the frame that it labels, null if unknown
 * @param hours to label the corpus, null if unknown
 * @param notTrained why it takes no part, null if it does
 */
public record Contestant(
    String labeler,
    long gold,
    long right,
    long labelledGold,
    @Nullable Double coverage,
    Ledger ledger,
    @Nullable Double hours,
    @Nullable String notTrained) {}
