/** Whether a later day is still like the one that was evaluated. */
@NullMarked
package io.assay.stats.monitoring;

import org.jspecify.annotations.NullMarked;
