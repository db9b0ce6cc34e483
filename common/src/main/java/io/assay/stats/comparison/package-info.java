/** Whether one labeler is better than another, on the same posts or on others. */
@NullMarked
package io.assay.stats.comparison;

import org.jspecify.annotations.NullMarked;
