/** Samples whose posts do not all stand for equally many: strata and weights. */
@NullMarked
package io.assay.stats.stratified;

import org.jspecify.annotations.NullMarked;
