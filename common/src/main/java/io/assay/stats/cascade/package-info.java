/** Which labeler of a chain keeps a post, by thresholds with a guarantee. */
@NullMarked
package io.assay.stats.cascade;

import org.jspecify.annotations.NullMarked;
