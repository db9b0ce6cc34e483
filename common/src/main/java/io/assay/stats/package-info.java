/**
 * Statistics on counts. Count tables and small arrays go in; immutable values come out: estimates
 * with their intervals, tests, agreement, calibration, thresholds, sizes. What several of the parts
 * below need stands here.
 *
 * <p>Undefined (0/0, no data, not estimable) is {@code NaN} with a warning, never 0 or 1. Every
 * {@code alpha} is two-sided unless a method says otherwise. Nothing here is random unless it takes
 * a seed.
 */
@NullMarked
package io.assay.stats;

import org.jspecify.annotations.NullMarked;
