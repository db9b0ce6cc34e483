/** Vectors, models, and the label that every labeler gives every post. */
@NullMarked
package io.assay.job.predict;

import org.jspecify.annotations.NullMarked;
