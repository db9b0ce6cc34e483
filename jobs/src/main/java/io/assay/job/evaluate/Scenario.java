package io.assay.job.evaluate;

import io.assay.config.Task;
import io.assay.cost.Prices;
import org.jspecify.annotations.Nullable;

/**
 * What a decision is made for, beside what was counted: all that {@code what-if} may change.
 *
 * @param maxHours null for no limit
 * @param corpusSize posts that costs and hours are for
 * @param cores that label the corpus
 */
record Scenario(
    Task.Bar bar, @Nullable Double maxHours, long corpusSize, int cores, Prices prices) {}
