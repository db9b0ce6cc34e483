/** Statistics on counts: estimates with intervals, tests, agreement, calibration, sizes. */
@NullMarked
package io.assay.stats;

import org.jspecify.annotations.NullMarked;
