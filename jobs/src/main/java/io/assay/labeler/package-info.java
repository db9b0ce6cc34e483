/** One class a labeler: learns from a part, then adds its outcome to every post. */
@NullMarked
package io.assay.labeler;

import org.jspecify.annotations.NullMarked;
