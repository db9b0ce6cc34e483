/** What a labeler says of a post, and the labelers that need nothing but its text. */
@NullMarked
package io.assay.label;

import org.jspecify.annotations.NullMarked;
