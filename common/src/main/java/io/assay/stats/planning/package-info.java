/** How many labels to pay for, what they would bring, and when a labeler pays. */
@NullMarked
package io.assay.stats.planning;

import org.jspecify.annotations.NullMarked;
