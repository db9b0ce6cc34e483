/** Confidence that can be trusted: how good it is, and maps that mend it. */
@NullMarked
package io.assay.stats.calibration;

import org.jspecify.annotations.NullMarked;
